package dev.freehold.mail.messages;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The statements that {@link MessageIndex} is read with, each in the caller's transaction. They ask
 * for the folder alone, of which the caller knows whose it is: then UIDs come from an index and no
 * message's row is read. The database joins them to one text, because a driver takes longer to hand
 * over 100,000 rows than the database takes to read them.
 */
final class MessageIndexRows {

  private static final String PAGE =
      " FROM mail_messages WHERE folder_id = ? AND uid > ? ORDER BY uid LIMIT ?) AS page";

  private final PointQuery<Optional<String>> uids;
  private final PointQuery<Optional<String>> flags;

  private static final RangeQuery KEYWORDS =
      new RangeQuery(
          "SELECT uid, keywords FROM mail_messages WHERE folder_id = ? AND keywords <> ''");

  /** Not in the order of UIDs: that would lead SQLite away from the index of mod-sequences. */
  private static final RangeQuery CHANGED =
      new RangeQuery(
          "SELECT uid, flags % 32, keywords FROM mail_messages"
              + " WHERE folder_id = ? AND mod_seq > ? LIMIT ?");

  MessageIndexRows(Dialect dialect) {
    this.uids = joined(dialect, "uid", "uid");
    this.flags = joined(dialect, "uid || ' ' || (flags % 32)", "uid, flags");
  }

  private static PointQuery<Optional<String>> joined(Dialect dialect, String text, String columns) {
    String all =
        switch (dialect) {
          case SQLITE -> "group_concat(%s, ' ')".formatted(text);
          case POSTGRESQL -> "string_agg(CAST(%s AS TEXT), ' ' ORDER BY uid)".formatted(text);
        };
    return new PointQuery<>(
        "SELECT " + all + " FROM (SELECT " + columns + PAGE,
        row -> Optional.ofNullable(row.getString(1)));
  }

  /** Reads a whole folder; empty if its messages have too many different keywords. */
  Optional<MessageIndex> read(Handle tx, Folder folder, boolean hasFlags) {
    MessageIndexBuilder builder = new MessageIndexBuilder(folder.messageCount(), hasFlags);
    long after = 0;
    for (int before = -1; builder.size() > before; ) {
      before = builder.size();
      after = readPage(tx, folder, after, hasFlags, builder);
    }
    if (!builder.isSorted()) {
      throw new IllegalStateException("the database gave UIDs in another order");
    }
    if (hasFlags) {
      KEYWORDS.forEach(
          tx,
          values -> values.setBytes(1, RowIds.bytes(folder.id())),
          row -> builder.putKeywords(row.getLong(1), row.getString(2)));
    }
    return builder.hasTooManyKeywords() ? Optional.empty() : Optional.of(builder.build(folder));
  }

  private long readPage(
      Handle tx, Folder folder, long after, boolean hasFlags, MessageIndexBuilder builder) {
    String text =
        (hasFlags ? flags : uids)
            .find(
                tx,
                values -> {
                  values.setBytes(1, RowIds.bytes(folder.id()));
                  values.setLong(2, after);
                  values.setInt(3, MailLimits.INDEX_PAGE);
                })
            .flatMap(found -> found)
            .orElse("");
    Numbers numbers = new Numbers(text);
    long last = after;
    while (numbers.hasNext()) {
      last = numbers.next();
      builder.add(last, hasFlags ? (int) numbers.next() : 0);
    }
    return last;
  }

  /**
   * What became of an index that was read before: empty if it has to be read anew, because messages
   * were removed or very many have changed.
   */
  Optional<MessageIndex> update(Handle tx, MessageIndex known, Folder now) {
    MessageIndexBuilder builder = new MessageIndexBuilder(known);
    int[] changed = {0};
    CHANGED.forEach(
        tx,
        values -> {
          values.setBytes(1, RowIds.bytes(now.id()));
          values.setLong(2, known.folder().highestModSeq());
          values.setInt(3, MailLimits.MAX_INDEX_CHANGES);
        },
        row -> {
          changed[0]++;
          builder.put(row.getLong(1), row.getInt(2), row.getString(3));
        });
    return changed[0] < MailLimits.MAX_INDEX_CHANGES
            && builder.isSorted()
            && builder.size() == now.messageCount()
            && !builder.hasTooManyKeywords()
        ? Optional.of(builder.build(now))
        : Optional.empty();
  }

  /** Numbers with a space between them. */
  private static final class Numbers {
    private final String text;
    private int at;

    Numbers(String text) {
      this.text = text;
    }

    boolean hasNext() {
      return at < text.length();
    }

    long next() {
      long number = 0;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == ' ') {
          return number;
        }
        number = number * 10 + (c - '0');
      }
      return number;
    }
  }
}
