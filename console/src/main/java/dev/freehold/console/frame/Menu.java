package dev.freehold.console.frame;

import java.util.List;
import java.util.function.Predicate;

/** The menu: of each line there is, those that the person may use. */
public final class Menu {

  private static final List<Section> ALL =
      List.of(
          new Section("menu.start", List.of("")),
          new Section(
              "menu.keys", List.of("/policies", "/multi-workload-policies", "/geos", "/vaults")),
          new Section(
              "menu.content", List.of("/mailboxes", "/sites", "/migration-batches", "/jobs")),
          new Section(
              "menu.decisions",
              List.of(
                  "/purges",
                  "/approver",
                  "/access-requests",
                  "/recovery-requests",
                  "/move-approvals",
                  "/pending-acts")),
          new Section("menu.proof", List.of("/audit-records", "/holds")),
          new Section("menu.people", List.of("/users", "/applications", "/second-factor")),
          new Section(
              "menu.operator",
              List.of(
                  "/tenants",
                  "/operator/purges",
                  "/operator/access-requests",
                  "/operator/recovery-requests",
                  "/operator/scrub",
                  "/operator/refused-rows",
                  "/operator/operators")));

  private Menu() {}

  private record Section(String key, List<String> paths) {}

  /**
   * The menu of somebody.
   *
   * @param path the page that is shown, below {@code /console}
   * @param isShown whether a page, so written, is there and the person may use it
   */
  public static List<MenuSection> of(String path, Predicate<String> isShown) {
    return ALL.stream()
        .map(
            section ->
                new MenuSection(
                    section.key,
                    section.paths.stream().filter(isShown).map(each -> entry(each, path)).toList()))
        .filter(section -> !section.entries().isEmpty())
        .toList();
  }

  private static MenuEntry entry(String path, String current) {
    String key = "page" + (path.isEmpty() ? ".overview" : path.replace('/', '.'));
    boolean isCurrent = current.equals(path) || (!path.isEmpty() && current.startsWith(path + "/"));
    return new MenuEntry(path, key, isCurrent);
  }
}
