package dev.freehold.mail.messages;

import dev.freehold.mail.mailboxes.Folder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The UIDs of a folder's messages, rising, and their flags if these were asked for: what was there
 * at one moment, in four or eight bytes for each message. {@code \Recent} is not among the flags,
 * because it is a matter of sessions. Never changes; safe for use by many threads.
 */
public final class MessageIndex {

  /** The flags of a word that are bits; what is above is the place of its keywords. */
  static final int BITS = 5;

  private final Folder folder;
  private final int[] uids;
  private final int[] words;
  private final List<String> keywords;

  /**
   * Takes the arrays over.
   *
   * @param uids unsigned
   * @param words flags of each message; empty if they are not known
   * @param keywords those that words lead to, from 1 on
   */
  MessageIndex(Folder folder, int[] uids, int[] words, List<String> keywords) {
    this.folder = folder;
    this.uids = uids;
    this.words = words;
    this.keywords = List.copyOf(keywords);
  }

  static MessageIndex none(Folder folder) {
    return new MessageIndex(folder, new int[0], new int[0], List.of());
  }

  /** The folder as it was at that moment. */
  public Folder folder() {
    return folder;
  }

  /** How many messages there are. */
  public int size() {
    return uids.length;
  }

  /** The UID of the message at a place, from 0. */
  public long uid(int place) {
    return Integer.toUnsignedLong(uids[place]);
  }

  /** All UIDs, rising. */
  public LongStream uids() {
    return Arrays.stream(uids).mapToLong(Integer::toUnsignedLong);
  }

  /** The place of the first message whose UID is {@code uid} or above; {@link #size} if none is. */
  public int placeOf(long uid) {
    int low = 0;
    int high = uids.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (uid(middle) < uid) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A number that messages with equal flags share; 0 if flags were not asked for. */
  public int flagsWord(int place) {
    return words.length == 0 ? 0 : words[place];
  }

  /** The flags that a number of {@link #flagsWord} stands for. */
  public MessageFlags flags(int word) {
    int keywordPlace = word >>> BITS;
    return MessageFlags.ofColumns(
        word & ((1 << BITS) - 1), keywordPlace == 0 ? "" : keywords.get(keywordPlace - 1));
  }

  boolean hasFlags() {
    return words.length == uids.length;
  }

  List<String> keywords() {
    return keywords;
  }

  /** About how much memory it takes. */
  long bytes() {
    long texts = keywords.stream().mapToLong(text -> 64 + 2L * text.length()).sum();
    return 512 + (long) Integer.BYTES * (uids.length + words.length) + texts;
  }
}
