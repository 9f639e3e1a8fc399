package dev.freehold.shell.remote;

import java.util.Optional;

/**
 * The accounts with which the shell is signed in, one for each family of cmdlets. Changed by the
 * thread that runs the script; completion reads it from another.
 */
public final class Connections {

  private volatile Optional<Account> exchange = Optional.empty();
  private volatile Optional<AdminSite> sharePoint = Optional.empty();

  /**
   * The geo that the SharePoint cmdlets work on.
   *
   * @param geo its code, such as {@code NAM}; empty for the tenant's only one
   */
  public record AdminSite(Account account, Optional<String> geo) {}

  /** Who Exchange cmdlets act as. */
  public Optional<Account> exchange() {
    return exchange;
  }

  /** Signs the Exchange cmdlets in, or out. */
  public void exchange(Optional<Account> account) {
    exchange = account;
  }

  /** Who SharePoint cmdlets act as, and where. */
  public Optional<AdminSite> sharePoint() {
    return sharePoint;
  }

  /** Signs the SharePoint cmdlets in, or out. */
  public void sharePoint(Optional<AdminSite> site) {
    sharePoint = site;
  }
}
