// Nudge: a stub.
export default {};
