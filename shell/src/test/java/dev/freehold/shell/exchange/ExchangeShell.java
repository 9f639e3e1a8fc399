package dev.freehold.shell.exchange;

import dev.freehold.shell.service.ServiceShell;

/** Shells that are connected. */
final class ExchangeShell {

  private ExchangeShell() {}

  static ServiceShell connected() {
    ServiceShell shell = new ServiceShell();
    shell.with(ExchangeCmdlets.all(shell));
    shell.quiet("Connect-ExchangeOnline -ShowBanner:$false");
    return shell;
  }
}
