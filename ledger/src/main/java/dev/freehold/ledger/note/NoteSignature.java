package dev.freehold.ledger.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** One signature line of a note: the claimed signer, and the signature. Immutable. */
public final class NoteSignature {

  private static final String START = "\u2014 ";

  private final String name;
  private final int keyId;
  private final byte[] bytes;

  NoteSignature(String name, int keyId, byte[] bytes) {
    this.name = name;
    this.keyId = keyId;
    this.bytes = bytes.clone();
  }

  /**
   * Reads a line without its line feed.
   *
   * @throws MalformedNoteException if it is no signature line
   */
  public static NoteSignature parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(START) || space <= START.length()) {
      throw malformed();
    }
    String name = line.substring(START.length(), space);
    byte[] content = NoteLines.base64(line.substring(space + 1), "a signature");
    if (!NoteLines.isName(name) || content.length <= Integer.BYTES) {
      throw malformed();
    }
    return new NoteSignature(
        name,
        ByteBuffer.wrap(content).getInt(),
        Arrays.copyOfRange(content, Integer.BYTES, content.length));
  }

  /**
   * Puts a name back in front of what {@link #content} gave.
   *
   * @throws MalformedNoteException if the two are no signature line
   */
  public static NoteSignature of(String name, String content) {
    return parse(START + name + " " + content);
  }

  private static MalformedNoteException malformed() {
    return new MalformedNoteException(
        "a signature line is an em dash, the key's name and base64 of its id and the signature,"
            + " with single spaces between them");
  }

  /** Who claims to have signed. */
  public String name() {
    return name;
  }

  int keyId() {
    return keyId;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** What stands behind the name: base64 of the key's short id and the signature. */
  public String content() {
    return NoteLines.base64(
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(keyId).put(bytes).array());
  }

  /** The line without its line feed. */
  public String line() {
    return START + name + " " + content();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature signature
        && name.equals(signature.name)
        && keyId == signature.keyId
        && Arrays.equals(bytes, signature.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * keyId + Arrays.hashCode(bytes);
  }

  /** The name of the key that it claims. */
  @Override
  public String toString() {
    return "NoteSignature[%s+%s]".formatted(name, HexFormat.of().toHexDigits(keyId));
  }
}
