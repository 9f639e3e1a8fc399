package dev.freehold.console.screen;

import dev.freehold.console.frame.Recipe;
import java.util.List;
import java.util.Map;

/**
 * A page before it becomes HTML.
 *
 * @param template the name of its template, without the ending
 * @param title of the page
 * @param model the template's parameters beside the frame
 * @param recipes how to do by other means what the page does
 */
public record PageView(
    String template, String title, Map<String, Object> model, List<Recipe> recipes) {

  /** Copies the collections. */
  public PageView {
    model = Map.copyOf(model);
    recipes = List.copyOf(recipes);
  }

  /** A page whose template takes one parameter, {@code page}. */
  public static PageView of(String template, String title, Object page, Recipe... recipes) {
    return new PageView(template, title, Map.of("page", page), List.of(recipes));
  }
}
