// Backprop: a stub.
export default {};
