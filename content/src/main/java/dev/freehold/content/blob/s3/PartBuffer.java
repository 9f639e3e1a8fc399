package dev.freehold.content.blob.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The bytes of one part, in pieces that are made as they are needed and used again for the next
 * part: a small blob takes little memory, and no part is ever copied to grow.
 */
final class PartBuffer {

  private static final int PIECE_BYTES = 256 << 10;
  private static final String OPAQUE = "application/octet-stream";

  private final int pieceBytes;
  private final List<byte[]> pieces = new ArrayList<>();
  private int bytes;

  /** For parts of at most {@code maxBytes}, if that is known to be little. */
  PartBuffer(long maxBytes) {
    this.pieceBytes = Math.clamp(maxBytes, 1, PIECE_BYTES);
  }

  int bytes() {
    return bytes;
  }

  void append(byte[] source, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int at = bytes % pieceBytes;
      if (bytes == pieces.size() * pieceBytes) {
        pieces.add(new byte[pieceBytes]);
      }
      int count = Math.min(left, pieceBytes - at);
      System.arraycopy(source, from, pieces.get(bytes / pieceBytes), at, count);
      bytes += count;
      from += count;
      left -= count;
    }
  }

  void clear() {
    bytes = 0;
  }

  /** The body of a request. Retries read it again, so it must stay until the answer is there. */
  RequestBody body() {
    return RequestBody.fromContentProvider(this::stream, bytes, OPAQUE);
  }

  private InputStream stream() {
    List<InputStream> streams = new ArrayList<>();
    for (int start = 0; start < bytes; start += pieceBytes) {
      byte[] piece = pieces.get(start / pieceBytes);
      streams.add(new ByteArrayInputStream(piece, 0, Math.min(pieceBytes, bytes - start)));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }
}
