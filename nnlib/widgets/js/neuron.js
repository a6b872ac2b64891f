// placeholder
export default { render() {} };
