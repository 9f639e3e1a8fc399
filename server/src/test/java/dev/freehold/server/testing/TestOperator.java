package dev.freehold.server.testing;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.operators.OperatorKey;
import dev.freehold.custody.operators.Operators;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** An operator whom a server's configuration names, and who alone has the secret. */
public final class TestOperator {

  private final OperatorKey.Made made;

  /** Makes the key. */
  public TestOperator(String name) {
    this.made = OperatorKey.make(name, CryptoSuite.select(CryptoSuite.Choice.JDK).random());
  }

  /** The setting that names these operators. */
  public static Map<String, String> named(TestOperator... operators) {
    return Map.of(
        "operators",
        Arrays.stream(operators)
            .map(operator -> operator.made.key().toString())
            .collect(Collectors.joining(",")));
  }

  /** The client id. */
  public String clientId() {
    return made.key().clientId().toString();
  }

  /** How the operator reaches a server that names it. */
  public Connection connection(FreeholdServer server) {
    return new Connection(
        server.apiUri(), server.authorityPem(), Operators.TENANT, clientId(), made.secret(), null);
  }
}
