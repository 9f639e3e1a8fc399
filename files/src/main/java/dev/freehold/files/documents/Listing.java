package dev.freehold.files.documents;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.keys.Damage;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.names.NameCursor;
import dev.freehold.files.sites.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One page of a listing, from the index: no more names are looked at than the page has entries. */
final class Listing {

  /** What is wrong if the index has a name and no row has it. */
  static final String NOT_THERE = "the index leads to it for a name that it does not have";

  private final SiteTasks.Work work;
  private final Site site;
  private final DocumentSelection selection;
  private final byte[] prefix;
  private final Optional<byte[]> delimiter;
  private final List<byte[]> names = new ArrayList<>();
  private final List<UUID> ids = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private final List<String> commonPrefixes = new ArrayList<>();
  private byte[] last = new byte[0];

  Listing(SiteTasks.Work work, Site site, DocumentSelection selection) {
    this.work = work;
    this.site = site;
    this.selection = selection;
    this.prefix = DocumentName.utf8(selection.prefix());
    this.delimiter = selection.delimiter().filter(text -> !text.isEmpty()).map(DocumentName::utf8);
  }

  DocumentPage page() {
    NameCursor cursor = work.index().cursor();
    seek(cursor);
    while (names.size() + commonPrefixes.size() < selection.max() && isWithin(cursor)) {
      take(cursor);
    }
    boolean isLast = selection.max() == 0 || !isWithin(cursor);
    read();
    return new DocumentPage(
        documents,
        damaged,
        commonPrefixes,
        isLast ? Optional.empty() : Optional.of(DocumentName.text(last)));
  }

  private void seek(NameCursor cursor) {
    byte[] after = DocumentName.utf8(selection.after());
    Optional<byte[]> summed = commonPrefix(after).filter(common -> common.length == after.length);
    if (Arrays.compareUnsigned(after, prefix) < 0) {
      cursor.seek(prefix);
    } else if (summed.isPresent()) {
      cursor.seekPast(after);
    } else {
      cursor.seek(Arrays.copyOf(after, after.length + (after.length == 0 ? 0 : 1)));
    }
  }

  private boolean isWithin(NameCursor cursor) {
    return cursor.hasName() && cursor.startsWith(prefix);
  }

  private void take(NameCursor cursor) {
    byte[] name = cursor.name();
    Optional<byte[]> common = commonPrefix(name);
    if (common.isPresent()) {
      last = common.get();
      commonPrefixes.add(DocumentName.text(last));
      cursor.seekPast(last);
    } else {
      last = name;
      names.add(name);
      ids.add(cursor.documentId());
      cursor.next();
    }
  }

  /** A name up to the first delimiter after the prefix, and with it. */
  private Optional<byte[]> commonPrefix(byte[] name) {
    return delimiter.flatMap(
        wanted -> {
          for (int at = prefix.length; at + wanted.length <= name.length; at++) {
            if (Arrays.equals(name, at, at + wanted.length, wanted, 0, wanted.length)) {
              return Optional.of(Arrays.copyOf(name, at + wanted.length));
            }
          }
          return Optional.empty();
        });
  }

  /** A row has up to some ten thousand bytes of properties, so not all are in memory at once. */
  private void read() {
    for (int from = 0; from < ids.size(); from += FilesLimits.LISTED_ROWS_AT_ONCE) {
      read(from, Math.min(from + FilesLimits.LISTED_ROWS_AT_ONCE, ids.size()));
    }
  }

  private void read(int from, int to) {
    Map<UUID, DocumentRow> rows = DocumentRows.find(work.tx(), site.id(), ids.subList(from, to));
    for (int i = from; i < to; i++) {
      String name = DocumentName.text(names.get(i));
      try {
        documents.add(document(ids.get(i), rows, name));
      } catch (FilesException failure) {
        if (failure.error() != FilesError.DOCUMENT_DAMAGED) {
          throw failure;
        }
        damaged.add(name);
      }
    }
  }

  private Document document(UUID rowId, Map<UUID, DocumentRow> rows, String name) {
    return Optional.ofNullable(rows.get(rowId))
        .flatMap(row -> row.document(site, name, work.keys()))
        .map(Document::listed)
        .orElseThrow(() -> Damage.ofDocument(site.id(), rowId, NOT_THERE));
  }
}
