package dev.freehold.console.frame;

/**
 * A line of the menu.
 *
 * @param path the page, below {@code /console}; also what the API calls it, below {@code /api/v1}
 * @param key of its text
 * @param isCurrent whether the page lies there
 */
public record MenuEntry(String path, String key, boolean isCurrent) {

  /** The address of the page. */
  public String href() {
    return "/console" + path;
  }
}
