package dev.freehold.files.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A part of a document's content, across the objects that it is made of. */
final class PiecesInput extends InputStream {

  private final DocumentPieces pieces;
  private int place;
  private long from;
  private long left;
  private InputStream current = InputStream.nullInputStream();

  PiecesInput(DocumentPieces pieces, long from, long length) {
    this.pieces = pieces;
    this.from = from - pieces.firstByte();
    this.left = length;
    while (place < pieces.count() - 1 && this.from >= pieces.sizeBytes(place)) {
      this.from -= pieces.sizeBytes(place);
      place++;
    }
    if (length > 0) {
      openNext();
    }
  }

  private void openNext() {
    long length = Math.min(left, pieces.sizeBytes(place) - from);
    current = pieces.reader(place).stream(from, length);
    place++;
    from = 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (left > 0) {
      int count = current.read(target, offset, length);
      if (count > 0) {
        left -= count;
        return count;
      }
      openNext();
    }
    return -1;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    long total = 0;
    while (left > 0) {
      long count = current.transferTo(out);
      left -= count;
      total += count;
      if (left > 0) {
        openNext();
      }
    }
    return total;
  }
}
