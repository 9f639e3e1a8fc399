package dev.freehold.server.features.signing;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ReachedAddress;
import dev.freehold.server.login.FormOrigin;
import dev.freehold.server.login.Page;
import dev.freehold.server.login.PurgeSigning;
import java.io.IOException;
import java.net.URI;

/** The pages on which an approver signs. */
final class PurgeSigningApi {

  private final PurgeSigning signing;
  private final URI own;

  PurgeSigningApi(PurgeSigning signing, URI own) {
    this.signing = signing;
    this.own = own;
  }

  /** {@code GET /purge-signing}. */
  void begin(Exchange exchange) {
    reply(exchange, signing.begin());
  }

  /** {@code POST /purge-signing}. */
  void submit(Exchange exchange) throws IOException {
    FormOrigin origin =
        new FormOrigin(
            exchange.header("Sec-Fetch-Site"),
            exchange.header("Origin"),
            ReachedAddress.of(exchange, own));
    switch (signing.submit(exchange.form(), origin, exchange.remoteAddress())) {
      case PurgeSigning.Shown.OfPage shown -> reply(exchange, shown.page());
      case PurgeSigning.Shown.OfDocument shown -> {
        shown.headers().forEach(exchange::setHeader);
        exchange.reply(200, "application/pdf", shown.bytes());
      }
    }
  }

  private static void reply(Exchange exchange, Page page) {
    page.headers().forEach(exchange::setHeader);
    exchange.reply(page.status(), Page.MEDIA_TYPE, page.bytes());
  }
}
