package dev.freehold.files.parts;

import java.util.List;
import java.util.UUID;

/**
 * Consecutive objects of a document.
 *
 * @param firstByte the document's byte at which the first of them begins
 * @param list the objects, at least one
 */
public record Pieces(long firstByte, List<Piece> list) {

  /** One object of a document. */
  public record Piece(UUID objectId, long sizeBytes) {}

  /** Copies the list. */
  public Pieces {
    list = List.copyOf(list);
  }

  /** A document that is one object. */
  public static Pieces ofOne(UUID objectId, long sizeBytes) {
    return new Pieces(0, List.of(new Piece(objectId, sizeBytes)));
  }

  /** The place behind the last byte of the last one. */
  public long end() {
    return firstByte + list.stream().mapToLong(Piece::sizeBytes).sum();
  }

  /** Only those that {@code wanted} has bytes of; at least one is kept. */
  public Pieces within(ByteSpan wanted) {
    int first = 0;
    long begin = firstByte;
    while (first < list.size() - 1 && begin + list.get(first).sizeBytes() <= wanted.from()) {
      begin += list.get(first).sizeBytes();
      first++;
    }
    int count = 1;
    long end = begin + list.get(first).sizeBytes();
    while (first + count < list.size() && end < wanted.end()) {
      end += list.get(first + count).sizeBytes();
      count++;
    }
    return new Pieces(begin, list.subList(first, first + count));
  }
}
