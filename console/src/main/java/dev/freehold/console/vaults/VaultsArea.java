package dev.freehold.console.vaults;

import dev.freehold.console.frame.ConsolePerson;
import dev.freehold.console.screen.Act;
import dev.freehold.console.screen.PageArea;
import java.util.List;

/**
 * Vaults. They have APIs of their own, on other hosts, and decide about every request by the
 * person's own token; so whoever signs in may open these pages, and sees there what the vaults let
 * them see.
 */
public final class VaultsArea implements PageArea {

  /** Whoever has a session may ask vaults. */
  static final String RESOURCE = "/me";

  static final String PATH = VaultListScreen.PATH;

  /**
   * The line is in the menu of those who are made to look after vaults. To ask the vaults instead
   * would be a call for each page, and an entry for each in their ledger.
   */
  @Override
  public boolean isInMenuOf(ConsolePerson person) {
    return person.roles().contains("VAULT_ADMIN") || person.roles().contains("GLOBAL_ADMIN");
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        new ScreenRoute(PATH, RESOURCE, VaultListScreen::show),
        new ScreenRoute(EverywhereScreen.PATH, RESOURCE, EverywhereScreen::search),
        new ScreenRoute(EverywhereScreen.ONE, RESOURCE, EverywhereScreen::show),
        new ScreenRoute(VaultScreen.PATH, RESOURCE, VaultScreen::show),
        new ScreenRoute(VaultAccess.ALL, RESOURCE, VaultAccess::showNew),
        new ScreenRoute(VaultAccess.ONE, RESOURCE, VaultAccess::showOne),
        new ScreenRoute(VaultRoles.ALL, RESOURCE, VaultRoles::showNew),
        new ScreenRoute(VaultRoles.ONE, RESOURCE, VaultRoles::showOne),
        new ScreenRoute(VaultKeyScreen.PATH, RESOURCE, VaultKeyScreen::show),
        new ScreenRoute(VaultRotation.PATH, RESOURCE, VaultRotation::show),
        new ScreenRoute(VaultKeyEnds.DISABLE, RESOURCE, VaultKeyEnds::showDisable),
        new ScreenRoute(VaultKeyEnds.DELETE, RESOURCE, VaultKeyEnds::showDelete));
  }

  @Override
  public List<ActRoute> acts() {
    String key = VaultKeyScreen.PATH;
    return List.of(
        act(
            VaultScreen.PATH + "/deleted-keys/{key}/recover",
            VaultScreen.PATH,
            VaultKeyActs::recover),
        act(VaultListScreen.RECOVER, PATH, VaultListScreen::recover),
        act(EverywhereScreen.REMOVE, EverywhereScreen.ONE, EverywhereScreen::remove),
        act(VaultScreen.PATH + "/keys", VaultScreen.PATH, VaultKeyActs::makeKey),
        act(VaultScreen.PATH + "/restore", VaultScreen.PATH, VaultKeyActs::restore),
        act(VaultRoles.ALL, VaultRoles.ALL, VaultRoles::give),
        act(VaultRoles.ONE, VaultRoles.ONE, VaultRoles::takeOne),
        act(VaultAccess.ALL, VaultAccess.ALL, VaultAccess::give),
        act(VaultAccess.ONE, VaultAccess.ONE, VaultAccess::set),
        act(key + "/versions", key, VaultKeyActs::makeVersion),
        act(key + "/backup", key, VaultKeyActs::backup),
        act(VaultRotation.PATH, VaultRotation.PATH, VaultRotation::set),
        act(VaultRotation.REMOVE, VaultRotation.PATH, VaultRotation::remove),
        act(VaultRotation.NOW, key, VaultRotation::rotate),
        act(key + "/versions/{version}/enable", key, VaultKeyEnds::enable),
        act(VaultKeyEnds.DISABLE, VaultKeyEnds.DISABLE, VaultKeyEnds::disable),
        act(VaultKeyEnds.DELETE, VaultKeyEnds.DELETE, VaultKeyEnds::delete));
  }

  /** The vault decides whether somebody may do it. */
  private static ActRoute act(String path, String page, Act act) {
    return new ActRoute(path, "GET", RESOURCE, page, act);
  }
}
