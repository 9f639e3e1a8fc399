package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;

/** The person who is made together with a recipient. */
final class NewPerson {

  private NewPerson() {}

  /** Makes the person, if -Password is given. */
  static void make(
      ExchangeConnection exchange, Bound bound, String userPrincipalName, String displayName) {
    if (bound.value("Password") instanceof SecureText password) {
      ObjectNode person =
          AnswerJson.object()
              .put("userPrincipalName", userPrincipalName)
              .put("displayName", displayName)
              .put("password", password.<String>reveal(String::new));
      person.putArray("roles");
      exchange.rest().send("POST", "/api/v1/users", person);
    }
  }

  /** What the parameters say that people read, or else the name. */
  static String displayName(Bound bound, String name) {
    String ofParts =
        (bound.text("FirstName").orElse("") + " " + bound.text("LastName").orElse("")).strip();
    return bound.text("DisplayName").orElse(ofParts.isEmpty() ? name : ofParts);
  }

  /** Refuses a parameter that would have no effect. */
  static void refuseReset(Bound bound) {
    if (Boolean.TRUE.equals(bound.value("ResetPasswordOnNextLogon"))) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "ResetPasswordNotSupported",
              "This server does not make people change their password at the next sign-in. Leave"
                  + " -ResetPasswordOnNextLogon out."));
    }
  }
}
