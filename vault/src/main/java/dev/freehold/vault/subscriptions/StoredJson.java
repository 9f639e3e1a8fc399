package dev.freehold.vault.subscriptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.vault.policy.IpRule;
import dev.freehold.vault.policy.NetworkRules;
import java.util.List;
import java.util.Map;

/** Values that are stored as JSON in one column. */
public final class StoredJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredJson() {}

  /** Tags as one column. */
  public static String tags(Map<String, String> tags) {
    return write(tags);
  }

  /** Reads what the method before wrote. */
  public static Map<String, String> tags(String text) {
    return read(text, new TypeReference<>() {});
  }

  /** Network rules as one column; open ones are empty. */
  public static String network(NetworkRules rules) {
    return rules.equals(NetworkRules.OPEN)
        ? ""
        : write(
            new Network(
                rules.publicAccess(),
                rules.denyByDefault(),
                rules.bypass(),
                rules.ranges().stream().map(IpRule::text).toList()));
  }

  /** Reads what the method before wrote. */
  public static NetworkRules network(String text) {
    return text.isEmpty()
        ? NetworkRules.OPEN
        : read(text, new TypeReference<Network>() {}).toRules();
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a setting of a vault cannot be written", e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored setting of a vault cannot be read", e);
    }
  }

  private record Network(
      boolean publicAccess, boolean deny, NetworkRules.Bypass bypass, List<String> ranges) {

    NetworkRules toRules() {
      return new NetworkRules(
          publicAccess, deny, bypass, ranges.stream().map(IpRule::new).toList());
    }
  }
}
