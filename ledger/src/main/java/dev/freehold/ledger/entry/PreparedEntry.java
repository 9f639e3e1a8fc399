package dev.freehold.ledger.entry;

import dev.freehold.crypto.RandomSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An entry before it is appended: everything but its positions and time is computed already.
 * Appends take turns, so whatever can be done before their turn is. Immutable.
 */
public final class PreparedEntry {

  /** Most entries fit, so that the builder does not grow. */
  private static final int CHARS = 1024;

  private final LedgerEntry entry;
  private final PersonalValues personal;
  private final byte[] beforeIndex;
  private final byte[] beforeSequence;
  private final byte[] beforeTime;

  private PreparedEntry(LedgerEntry entry, PersonalValues personal) {
    this.entry = entry;
    this.personal = personal;
    StringBuilder text = new StringBuilder(CHARS);
    text.append('{');
    if (!entry.hasPersonalActor()) {
      text.append("\"actor\":");
      CanonicalJson.write(text, entry.actor());
      text.append(',');
    }
    text.append("\"details\":");
    CanonicalJson.write(text, entry.details());
    beforeIndex = taken(text.append(",\"index\":"));
    text.append(",\"objectId\":");
    CanonicalJson.write(text, entry.objectId());
    text.append(",\"operation\":");
    CanonicalJson.write(text, entry.operation());
    text.append(",\"outcome\":\"").append(entry.outcome().name()).append("\",\"personal\":");
    CanonicalJson.write(text, personal.commitments());
    beforeSequence = taken(text.append(",\"sequence\":"));
    beforeTime =
        taken(text.append(",\"tenantId\":\"").append(entry.tenantId()).append("\",\"time\":\""));
  }

  /** The text in UTF-8; the builder is empty then. */
  private static byte[] taken(StringBuilder text) {
    byte[] bytes = utf8(text.toString());
    text.setLength(0);
    return bytes;
  }

  /** Prepares an entry, with salts from {@code random}. */
  public static PreparedEntry of(LedgerEntry entry, RandomSource random) {
    return new PreparedEntry(entry, PersonalValues.of(entry, random));
  }

  /**
   * An entry that was prepared before and is read again.
   *
   * @param entry with {@code personal} in clear
   * @param personal with the salts that it had
   */
  public static PreparedEntry again(LedgerEntry entry, PersonalValues personal) {
    return new PreparedEntry(entry, personal);
  }

  /** The entry as it was given. */
  public LedgerEntry entry() {
    return entry;
  }

  /** The personal values of the entry. */
  public PersonalValues personal() {
    return personal;
  }

  /** The canonical form, as {@link EntryV2#write} would write it. */
  public byte[] bytes(long index, long sequence, Instant time) {
    byte[][] parts = {
      beforeIndex,
      utf8(Long.toString(index)),
      beforeSequence,
      utf8(Long.toString(sequence)),
      beforeTime,
      utf8(EntryJson.time(time) + "\",\"v\":" + EntryV2.VERSION + "}"),
    };
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int end = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, end, part.length);
      end += part.length;
    }
    return all;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
