package dev.freehold.console.frame;

import java.util.List;

/**
 * A part of the menu.
 *
 * @param key of its heading
 */
public record MenuSection(String key, List<MenuEntry> entries) {

  /** Copies the entries. */
  public MenuSection {
    entries = List.copyOf(entries);
  }
}
