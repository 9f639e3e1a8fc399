package dev.freehold.shell.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.Servers;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names of policies and mailboxes for a line that is typed, as far as somebody is connected. */
final class TypedNames implements LiveValues {

  private final Servers servers;
  private final Connections connections;

  TypedNames(Servers servers, Connections connections) {
    this.servers = servers;
    this.connections = connections;
  }

  @Override
  public List<String> values(Wanted wanted) {
    Optional<Account> account = connections.exchange();
    if (account.isEmpty() || !wanted.cmdlet().module().equals(ExchangeConnection.MODULE)) {
      return List.of();
    }
    return account
        .get()
        .server()
        .api()
        .map(api -> servers.rest(api, account.get().server().apiAudience(), account.get()))
        .map(rest -> names(rest, wanted))
        .orElse(List.of());
  }

  private static List<String> names(Rest rest, Wanted wanted) {
    String cmdlet = wanted.cmdlet().name();
    boolean isPolicy =
        wanted.isFor("DataEncryptionPolicy")
            || (wanted.isFor("Identity") && cmdlet.endsWith("EncryptionPolicy"));
    if (isPolicy) {
      String kind = cmdlet.contains("M365DataAtRest") ? "multi-workload-policies" : "policies";
      return chosen(rest.get("/api/v1/" + kind).path("policies"), "name", wanted);
    }
    boolean isRecipient =
        wanted.isFor("Identity")
            && (cmdlet.contains("Mailbox") || cmdlet.contains("MailUser") || isMove(cmdlet));
    if (!isRecipient) {
      return List.of();
    }
    String kind = cmdlet.contains("MailUser") ? "mailUser" : "mailbox";
    String path =
        "/api/v1/mailboxes?kind=%s&max=%d&anr=%s"
            .formatted(kind, wanted.max(), RequestUri.encode(wanted.prefix()));
    return chosen(rest.get(path).path("mailboxes"), "alias", wanted);
  }

  private static boolean isMove(String cmdlet) {
    return cmdlet.contains("MoveRequest");
  }

  private static List<String> chosen(JsonNode page, String member, Wanted wanted) {
    List<String> names = new ArrayList<>();
    for (JsonNode element : page) {
      String name = element.path(member).asText();
      if (name.regionMatches(true, 0, wanted.prefix(), 0, wanted.prefix().length())) {
        names.add(name);
      }
    }
    return names.stream().limit(wanted.max()).toList();
  }
}
