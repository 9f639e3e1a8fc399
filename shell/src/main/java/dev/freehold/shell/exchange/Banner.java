package dev.freehold.shell.exchange;

/** What is shown after a connection unless -ShowBanner:$false. */
final class Banner {

  private static final String LINE = "-".repeat(88);

  private Banner() {}

  static String text(Exchange exchange, int cmdlets) {
    return """

    %1$s
    Connected to %2$s as %3$s, tenant %4$s.
    %5$d cmdlets are there by your roles; Get-Command -Module %6$s lists them.
    Disconnect-ExchangeOnline takes them away again. -ShowBanner:$false leaves this out.
    %1$s

    """
        .formatted(
            LINE,
            exchange.serverName(),
            exchange.account().name(),
            exchange.me().tenantName(),
            cmdlets,
            Exchange.MODULE);
  }
}
