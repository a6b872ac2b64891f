// Tables as widgets use them: arrays that travel as bytes.

/** A synced table, `{ shape, data }`, as numbers: a kernel and the static page both bring its bytes as a DataView. */
export function numbersOf(table: { shape: number[], data: any }) {
  const { data } = table;
  if (data instanceof Float64Array) return data;
  const view = ArrayBuffer.isView(data) ? data : new DataView(data);
  return new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/** Numbers as a synced table again. */
export const tableOf = (values: Float64Array, columns = 1) => ({
  shape: [values.length / columns, columns],
  data: new DataView(values.slice().buffer),
});
