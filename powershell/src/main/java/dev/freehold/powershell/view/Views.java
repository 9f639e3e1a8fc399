package dev.freehold.powershell.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The views of all types. It is filled while the shell starts and only read afterwards, by any
 * thread.
 */
public final class Views {

  private final Map<String, List<View>> views = new HashMap<>();
  private final Map<String, List<String>> defaultProperties = new HashMap<>();

  /** A registry without views. */
  public Views() {}

  /** The views of the language's own types; those of more cmdlets' objects can be added. */
  public static Views ofLanguage() {
    Views views = new Views();
    LanguageViews.register(views);
    return views;
  }

  /** Adds views of a type; the first one shows its objects when no shape is asked for. */
  public Views add(String typeName, View... added) {
    views.computeIfAbsent(fold(typeName), name -> new ArrayList<>()).addAll(List.of(added));
    return this;
  }

  /** Says which properties show an object of a type that has no view. */
  public Views showByDefault(String typeName, String... properties) {
    defaultProperties.put(fold(typeName), List.of(properties));
    return this;
  }

  /** The first view of some kind of an object with these types, most special first. */
  public <V extends View> Optional<V> find(List<String> typeNames, Class<V> kind) {
    return typeNames.stream()
        .flatMap(name -> views.getOrDefault(fold(name), List.of()).stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  /** The properties that show an object with these types; none if nothing was said. */
  public List<String> defaultProperties(List<String> typeNames) {
    return typeNames.stream()
        .map(name -> defaultProperties.get(fold(name)))
        .filter(found -> found != null)
        .findFirst()
        .orElse(List.of());
  }

  private static String fold(String typeName) {
    return typeName.toLowerCase(Locale.ROOT);
  }
}
