package dev.freehold.console.frame;

import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.RequestUri;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the templates of all pages need.
 *
 * @param texts of the pages
 * @param page its address, or that of the page with the form that was sent
 * @param title of this page
 * @param person who looks at it
 * @param menu what else the person may look at
 * @param formToken what every form carries
 * @param done what was done just now, if something was
 * @param refused the form that was refused just now, if one was
 * @param recipes how to do by other means what the page does
 */
public record Frame(
    ConsoleTexts texts,
    String page,
    String title,
    ConsolePerson person,
    List<MenuSection> menu,
    String formToken,
    Optional<String> done,
    Optional<FormBody> refused,
    List<Recipe> recipes) {

  /** Copies the lists. */
  public Frame {
    menu = List.copyOf(menu);
    recipes = List.copyOf(recipes);
  }

  /** A text. */
  public String text(String key) {
    return texts.of(key);
  }

  /** A text with values. */
  public String text(String key, Object... values) {
    return texts.of(key, values);
  }

  /** The word that people read for a word of the API. */
  public String word(String kind, String word) {
    return texts.word(kind, word);
  }

  /** A time, in UTC. */
  public String utc(String instant) {
    return Moment.utc(Instant.parse(instant));
  }

  /** What somebody typed into a field of the form that was refused just now; empty if none was. */
  public String typed(String field) {
    return refused.flatMap(form -> form.field(field)).orElse("");
  }

  /** A number of bytes, with its unit. */
  public String bytes(long count) {
    return ByteCount.text(count);
  }

  /** The address of a file that pages need. */
  public String asset(String name) {
    return Assets.address(name);
  }

  /** A part of the address of a page, such as a name, so that it is one segment. */
  public static String segment(String text) {
    return RequestUri.encode(text);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "Frame[" + title + "]";
  }
}
