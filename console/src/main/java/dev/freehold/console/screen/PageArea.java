package dev.freehold.console.screen;

import dev.freehold.console.frame.ConsolePerson;
import java.util.List;

/** Pages and forms that belong together. */
public interface PageArea {

  /** The pages. */
  List<ScreenRoute> screens();

  /** The forms; may be empty. */
  default List<ActRoute> acts() {
    return List.of();
  }

  /** Whether the lines of these pages are in the menu of somebody who may use them. */
  default boolean isInMenuOf(ConsolePerson person) {
    return true;
  }

  /** The files; may be empty. */
  default List<FileRoute> files() {
    return List.of();
  }

  /**
   * Where a page is. Somebody may use it who may {@code GET} the resource of the API at {@code
   * resource}, with the same variables.
   *
   * @param path below {@code /console}
   * @param resource below {@code /api/v1}
   */
  record ScreenRoute(String path, String resource, ConsolePage screen) {

    /** A page at the path of its resource. */
    public static ScreenRoute of(String path, ConsolePage screen) {
      return new ScreenRoute(path, path, screen);
    }
  }

  /**
   * Where a form goes to. Somebody may use it who may do {@code method} on the resource of the API
   * at {@code resource}.
   *
   * @param path below {@code /console}
   * @param method of the API
   * @param resource below {@code /api/v1}
   * @param page the page that the form is on, below {@code /console}, to be shown again with the
   *     problem if the API refuses
   */
  record ActRoute(String path, String method, String resource, String page, Act act) {

    /** A form that posts to the path of its resource. */
    public static ActRoute post(String path, String page, Act act) {
      return new ActRoute(path, "POST", path, page, act);
    }
  }

  /**
   * Where a file is that the API gives. Somebody may save it who may {@code GET} the resource.
   *
   * @param path below {@code /console}
   * @param resource below {@code /api/v1}
   * @param query of the resource, percent-encoded; may be empty
   */
  record FileRoute(String path, String resource, String query) {

    /** A file at the path of its resource. */
    public static FileRoute of(String path) {
      return new FileRoute(path, path, "");
    }
  }
}
