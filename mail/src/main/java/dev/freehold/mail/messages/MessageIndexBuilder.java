package dev.freehold.mail.messages;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a {@link MessageIndex} together. For one thread. */
final class MessageIndexBuilder {

  private final List<String> keywords;
  private final Map<String, Integer> places = new HashMap<>();
  private final boolean hasFlags;
  private int[] uids;
  private int[] words;
  private int size;
  private boolean isSorted = true;

  /** Begins with nothing; {@code messages} are expected. */
  MessageIndexBuilder(long messages, boolean hasFlags) {
    int expected = Math.clamp(messages, 16, MailLimits.INDEX_PAGE);
    this.hasFlags = hasFlags;
    this.keywords = new ArrayList<>();
    this.uids = new int[expected];
    this.words = new int[hasFlags ? expected : 0];
  }

  /** Begins with what was there. */
  MessageIndexBuilder(MessageIndex before) {
    this(before.size() + 16L, before.hasFlags());
    for (String text : before.keywords()) {
      keywords.add(text);
      places.put(text, keywords.size());
    }
    for (int place = 0; place < before.size(); place++) {
      add(before.uid(place), before.flagsWord(place));
    }
  }

  /** Adds a message whose word is known, or is its system flags alone. */
  void add(long uid, int word) {
    if (size == uids.length) {
      int longer = size + size / 2 + 16;
      uids = Arrays.copyOf(uids, longer);
      words = hasFlags ? Arrays.copyOf(words, longer) : words;
    }
    isSorted &= size == 0 || Integer.compareUnsigned(uids[size - 1], (int) uid) < 0;
    uids[size] = (int) uid;
    if (hasFlags) {
      words[size] = word;
    }
    size++;
  }

  /** Gives a message, which may be new, its flags. */
  void put(long uid, int bits, String keywordText) {
    int word = hasFlags ? word(bits, keywordText) : 0;
    int place = size > 0 && isSorted ? placeOf(uid) : -1;
    if (place < 0) {
      add(uid, word);
    } else if (hasFlags) {
      words[place] = word;
    }
  }

  /** Gives a message that is there its keywords. */
  void putKeywords(long uid, String keywordText) {
    int place = placeOf(uid);
    if (place >= 0) {
      words[place] = word(words[place], keywordText);
    }
  }

  private int word(int bits, String keywordText) {
    // Beyond the bound nobody is given what is built, so nothing more is remembered for it.
    return keywordText.isEmpty() || hasTooManyKeywords()
        ? bits
        : bits | placeOf(keywordText) << MessageIndex.BITS;
  }

  private int placeOf(String keywordText) {
    return places.computeIfAbsent(
        keywordText,
        text -> {
          keywords.add(text);
          return keywords.size();
        });
  }

  private int placeOf(long uid) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compareUnsigned(uids[middle], (int) uid);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  int size() {
    return size;
  }

  /** Whether UIDs came in rising order, as they must. */
  boolean isSorted() {
    return isSorted;
  }

  /** Whether so many different keywords are set that they are not worth to be kept. */
  boolean hasTooManyKeywords() {
    return keywords.size() > MailLimits.MAX_INDEXED_KEYWORDS;
  }

  MessageIndex build(Folder folder) {
    return new MessageIndex(
        folder,
        Arrays.copyOf(uids, size),
        hasFlags ? Arrays.copyOf(words, size) : new int[0],
        keywords);
  }
}
