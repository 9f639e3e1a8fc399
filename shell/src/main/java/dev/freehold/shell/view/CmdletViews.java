package dev.freehold.shell.view;

import dev.freehold.powershell.view.Views;

/** The views of the objects of all cmdlets. */
public final class CmdletViews {

  private CmdletViews() {}

  /** New views of the language's own types and of the objects that the cmdlets of servers give. */
  public static Views all() {
    Views views = Views.ofLanguage();
    VaultViews.register(views);
    ExchangeViews.register(views);
    SharePointViews.register(views);
    return views;
  }
}
