package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in the place of object ids, as far as the reader may see them. */
public final class PersonNames {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> names = new HashMap<>();

  private PersonNames() {}

  /** The names that the reader of a page may see: all of the tenant's, or their own. */
  static PersonNames of(Visit visit) {
    PersonNames names = new PersonNames();
    visit
        .find(People.class, "/users")
        .ifPresent(found -> found.users().forEach(one -> names.add(one.objectId, one.displayName)));
    names.add(visit.person().objectId(), visit.person().displayName());
    return names;
  }

  private void add(UUID id, String name) {
    names.put(id.toString(), name);
  }

  /** The text with names for the ids that are known. */
  public String in(String text) {
    return text == null
        ? ""
        : ID.matcher(text).replaceAll(found -> Matcher.quoteReplacement(known(found.group())));
  }

  private String known(String id) {
    return names.getOrDefault(id.toLowerCase(Locale.ROOT), id);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record People(List<Someone> users) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Someone(UUID objectId, String displayName) {}
}
