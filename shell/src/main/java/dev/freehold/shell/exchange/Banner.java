package dev.freehold.shell.exchange;

import dev.freehold.shell.exchange.call.ExchangeConnection;

/** What is shown after a connection unless -ShowBanner:$false. */
final class Banner {

  private static final String LINE = "-".repeat(88);

  private Banner() {}

  /**
   * The text.
   *
   * @param cmdlets how many there are
   * @param waiting requests of the operator that this account can decide on
   */
  static String text(ExchangeConnection exchange, int cmdlets, int waiting) {
    return """

    %1$s
    Connected to %2$s as %3$s, tenant %4$s.
    %5$d cmdlets are there by your roles; Get-Command -Module %6$s lists them.
    Disconnect-ExchangeOnline takes them away again. -ShowBanner:$false leaves this out.
    %7$s%1$s

    """
        .formatted(
            LINE,
            exchange.serverName(),
            exchange.account().name(),
            exchange.me().tenantName(),
            cmdlets,
            ExchangeConnection.MODULE,
            waiting == 0 ? "" : waiting(waiting));
  }

  private static String waiting(int count) {
    return "%d of the operator's requests for access wait: Get-AccessToCustomerDataRequest\n"
        .formatted(count);
  }
}
