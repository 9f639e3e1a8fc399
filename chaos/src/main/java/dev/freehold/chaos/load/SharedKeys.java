package dev.freehold.chaos.load;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents at which several clients work at the same time: few at any moment, so that clients
 * meet, and each only for a while, so that its history stays short enough to be judged.
 * Thread-safe.
 */
final class SharedKeys {

  private static final int AT_A_TIME = 3;
  private static final int MAX_USES = 80;

  /** Each unknown write may happen at any time, which the checker has to try. */
  private static final int MAX_UNKNOWN = 5;

  private final String prefix;
  private final Map<String, String> tagsByETag = new ConcurrentHashMap<>();
  private final Map<String, String> lastETags = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private final List<String> all = new ArrayList<>();

  @GuardedBy("this")
  private final List<Current> current = new ArrayList<>();

  SharedKeys(String prefix) {
    this.prefix = prefix;
  }

  private static final class Current {
    private final String key;
    private int uses;
    private int unknown;

    Current(String key) {
      this.key = key;
    }
  }

  /** A key to work at. */
  synchronized String any(Random random) {
    current.removeIf(each -> each.uses >= MAX_USES || each.unknown >= MAX_UNKNOWN);
    while (current.size() < AT_A_TIME) {
      String key = "%s/%05d".formatted(prefix, all.size());
      all.add(key);
      current.add(new Current(key));
    }
    Current chosen = current.get(random.nextInt(current.size()));
    chosen.uses++;
    return chosen.key;
  }

  /** Notes that nobody knows whether a write happened. */
  synchronized void unknown(String key) {
    current.stream().filter(each -> each.key.equals(key)).forEach(each -> each.unknown++);
  }

  /** Every key that was ever given. */
  synchronized List<String> all() {
    return List.copyOf(all);
  }

  /** Notes which content has an ETag, before it is sent. */
  void name(String eTag, String tag) {
    tagsByETag.put(eTag, tag);
  }

  /** The tag of an ETag. */
  String tag(String eTag) {
    return tagsByETag.getOrDefault(eTag, "damaged: an ETag of nobody");
  }

  /** Notes the ETag that a key had lately. */
  void had(String key, String eTag) {
    lastETags.put(key, eTag);
  }

  /** An ETag that the key had lately, or null. */
  String lately(String key) {
    return lastETags.get(key);
  }
}
