package dev.freehold.files.uploads;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.documents.ContentIntake;
import dev.freehold.files.documents.Md5;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.parts.PartRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts that a document is put together of.
 *
 * @param chosen those, by number
 * @param others parts of the same upload that were not chosen
 * @param etag the document's ETag
 */
record PartChoice(List<PartRow> chosen, List<PartRow> others, String etag) {

  /**
   * Holds what a client names against what has come.
   *
   * @throws FilesException {@code upload-part-invalid}, {@code upload-part-order-invalid}, {@code
   *     upload-part-too-small}, {@code document-too-large}
   */
  static PartChoice of(List<ChosenPart> named, List<PartRow> rows, SiteKeyring keys) {
    Map<Integer, PartRow> left = new HashMap<>();
    rows.forEach(row -> left.put(row.number(), row));
    List<PartRow> chosen = new ArrayList<>();
    List<String> etags = new ArrayList<>();
    requireOrder(named);
    for (ChosenPart part : named) {
      PartRow row = left.remove(part.number());
      if (row == null || !row.etagIfIntact(keys).equals(Optional.of(part.etag()))) {
        throw invalid("part %d has not come, or has another ETag".formatted(part.number()));
      }
      chosen.add(row);
      etags.add(part.etag());
    }
    if (chosen.isEmpty()) {
      throw invalid("a document has at least one part");
    }
    requireSizes(chosen);
    return new PartChoice(chosen, List.copyOf(left.values()), Md5.ofParts(etags));
  }

  PartRow first() {
    return chosen.getFirst();
  }

  long sizeBytes() {
    return chosen.stream().mapToLong(PartRow::sizeBytes).sum();
  }

  private static void requireOrder(List<ChosenPart> named) {
    for (int place = 1; place < named.size(); place++) {
      if (named.get(place).number() <= named.get(place - 1).number()) {
        throw new FilesException(
            FilesError.PART_ORDER_INVALID,
            "parts are named in ascending order of their numbers, each once");
      }
    }
  }

  private static void requireSizes(List<PartRow> chosen) {
    long total = 0;
    for (int place = 0; place < chosen.size(); place++) {
      long bytes = chosen.get(place).sizeBytes();
      if (bytes < FilesLimits.MIN_PART_BYTES && place < chosen.size() - 1) {
        throw new FilesException(
            FilesError.PART_TOO_SMALL,
            "every part but the last has at least %d bytes".formatted(FilesLimits.MIN_PART_BYTES));
      }
      total += bytes;
    }
    if (total > FilesLimits.MAX_DOCUMENT_BYTES) {
      throw ContentIntake.tooLarge(FilesLimits.MAX_DOCUMENT_BYTES);
    }
  }

  private static FilesException invalid(String what) {
    return new FilesException(FilesError.PART_INVALID, what + "; list the upload's parts");
  }
}
