/**
 * The JavaScript values that Java has no type for, as they travel over an IPC channel. Which Java
 * type stands for which JavaScript value:
 *
 * <table>
 * <caption>Values in {@link dev.drover.childprocess.Serialization#ADVANCED} mode</caption>
 * <tr><th>JavaScript</th><th>received as</th><th>sent from</th></tr>
 * <tr><td>undefined</td><td>{@link dev.drover.childprocess.value.JsUndefined}</td><td>the same
 *     </td></tr>
 * <tr><td>null, boolean</td><td>null, Boolean</td><td>the same</td></tr>
 * <tr><td>number</td><td>Integer when it is a 32-bit integer, else Double</td><td>every Number but
 *     BigInteger; a Long only within ±2<sup>53</sup></td></tr>
 * <tr><td>BigInt</td><td>BigInteger</td><td>BigInteger</td></tr>
 * <tr><td>string</td><td>String, lone surrogates kept</td><td>String</td></tr>
 * <tr><td>plain object</td><td>LinkedHashMap with String keys</td><td>Map with String keys</td></tr>
 * <tr><td>array</td><td>{@link dev.drover.childprocess.value.JsArray}, a List; holes
 *     are kept</td><td>List</td></tr>
 * <tr><td>array longer than 4,096 that is mostly holes</td><td>{@link
 *     dev.drover.childprocess.value.JsSparseArray}</td><td>the same</td></tr>
 * <tr><td>Map, Set</td><td>{@link dev.drover.childprocess.value.JsMap}, {@link
 *     dev.drover.childprocess.value.JsSet}</td><td>the same</td></tr>
 * <tr><td>Date</td><td>{@link dev.drover.childprocess.value.JsDate}</td><td>the same, Instant</td>
 *     </tr>
 * <tr><td>RegExp</td><td>{@link dev.drover.childprocess.value.JsRegExp}</td><td>the same</td></tr>
 * <tr><td>Error</td><td>{@link dev.drover.childprocess.value.JsError}</td><td>the same</td></tr>
 * <tr><td>new Number(1) and its like</td><td>{@link dev.drover.childprocess.value.JsBoxed}</td>
 *     <td>the same</td></tr>
 * <tr><td>Buffer</td><td>byte[]</td><td>byte[], ByteBuffer</td></tr>
 * <tr><td>typed array</td><td>{@link dev.drover.childprocess.value.JsTypedArray}</td><td>the same
 *     </td></tr>
 * <tr><td>DataView</td><td>{@link dev.drover.childprocess.value.JsDataView}</td><td>the same</td>
 *     </tr>
 * <tr><td>ArrayBuffer</td><td>{@link dev.drover.childprocess.value.JsArrayBuffer}</td><td>the same
 *     </td></tr>
 * </table>
 *
 * <p>An object that is met twice in a message is one object on the other side too, and cycles are
 * kept. Functions, symbols, SharedArrayBuffer and every other Java class cannot be sent. In {@code
 * json} mode these values become what {@code JSON.stringify} makes of them.
 *
 * <p>Arrows: depends on nothing.
 */
package dev.drover.childprocess.value;
