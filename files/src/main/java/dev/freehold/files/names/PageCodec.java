package dev.freehold.files.names;

import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The bytes of a page before it is sealed: version (1 byte, 1) | kind (1 byte: 0 leaf, 1 branch) |
 * length of what all names begin with (2) | that | entries: length of the name's rest (2) | rest |
 * id (16).
 */
final class PageCodec {

  private static final byte VERSION = 1;
  private static final byte LEAF = 0;
  private static final byte BRANCH = 1;
  private static final int HEAD_BYTES = 4;
  private static final int LENGTH_BYTES = 2;
  private static final int ID_BYTES = 16;

  private PageCodec() {}

  static int length(NamePage page) {
    int common = commonBytes(page);
    int length = HEAD_BYTES + common;
    for (NamePage.Entry entry : page.entries()) {
      length += LENGTH_BYTES + entry.name().length - common + ID_BYTES;
    }
    return length;
  }

  static byte[] encode(NamePage page) {
    int common = commonBytes(page);
    ByteBuffer encoded =
        ByteBuffer.allocate(length(page))
            .put(VERSION)
            .put(page.isLeaf() ? LEAF : BRANCH)
            .putShort((short) common);
    if (common > 0) {
      encoded.put(page.entries().getFirst().name(), 0, common);
    }
    for (NamePage.Entry entry : page.entries()) {
      int rest = entry.name().length - common;
      encoded
          .putShort((short) rest)
          .put(entry.name(), common, rest)
          .putLong(entry.id().getMostSignificantBits())
          .putLong(entry.id().getLeastSignificantBits());
    }
    return encoded.array();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws CryptoException {@code HEADER_INVALID} if it is of another version
   */
  static NamePage decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      byte version = in.get();
      byte kind = in.get();
      if (version != VERSION || (kind != LEAF && kind != BRANCH)) {
        throw unreadable();
      }
      byte[] common = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(common);
      List<NamePage.Entry> entries = new ArrayList<>(in.remaining() / (LENGTH_BYTES + ID_BYTES));
      while (in.hasRemaining()) {
        int rest = Short.toUnsignedInt(in.getShort());
        byte[] name = new byte[common.length + rest];
        System.arraycopy(common, 0, name, 0, common.length);
        in.get(name, common.length, rest);
        entries.add(new NamePage.Entry(name, new UUID(in.getLong(), in.getLong())));
      }
      return new NamePage(kind == LEAF, entries);
    } catch (BufferUnderflowException cut) {
      throw unreadable();
    }
  }

  /** Sorted, so what the first and the last have in common all have. */
  private static int commonBytes(NamePage page) {
    if (page.isEmpty()) {
      return 0;
    }
    byte[] first = page.entries().getFirst().name();
    byte[] last = page.entries().getLast().name();
    int mismatch = Arrays.mismatch(first, last);
    return mismatch < 0 ? first.length : mismatch;
  }

  private static CryptoException unreadable() {
    return new CryptoException(
        CryptoError.HEADER_INVALID,
        "a page of names is of version 1; a newer program may have written this one");
  }
}
