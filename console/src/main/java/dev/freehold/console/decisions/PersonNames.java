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

/** Names in the place of object ids, as far as the reader may see them. Used by one thread. */
public final class PersonNames {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  /** People of one answer of the API. In a larger tenant others are asked for one by one. */
  private static final int ROWS = 1_000;

  /** Names are a help; a page has a bound, and so has this. */
  private static final int MAX_LOOKUPS = 100;

  private final Visit visit;
  private final Map<String, String> names = new HashMap<>();
  private int lookups;

  private PersonNames(Visit visit) {
    this.visit = visit;
  }

  /** The names that the reader of a page may see: all of the tenant's, or their own. */
  static PersonNames of(Visit visit) {
    PersonNames names = new PersonNames(visit);
    visit.find(People.class, "/users").ifPresent(found -> names.add(found.users));
    names.add(visit.person().objectId(), visit.person().displayName());
    return names;
  }

  private void add(List<Someone> people) {
    people.forEach(one -> add(one.objectId, one.displayName));
    lookups = people.size() < ROWS ? 0 : MAX_LOOKUPS;
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
    String folded = id.toLowerCase(Locale.ROOT);
    if (!names.containsKey(folded) && lookups > 0) {
      lookups--;
      names.put(
          folded,
          visit.find(Someone.class, "/users/" + folded).map(Someone::displayName).orElse(id));
    }
    return names.getOrDefault(folded, id);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record People(List<Someone> users) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Someone(UUID objectId, String displayName) {}
}
