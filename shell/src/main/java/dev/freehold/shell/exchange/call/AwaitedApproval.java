package dev.freehold.shell.exchange.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.shell.service.AnswerJson;

/** Tells which orders wait for a second person, from the server's views of their jobs. */
public final class AwaitedApproval {

  private static final String CODE = "move-awaits-approval";

  private AwaitedApproval() {}

  /** Tells whether a job waits for that. */
  public static boolean isAwaited(JsonNode job) {
    return AnswerJson.text(job, "code").filter(CODE::equals).isPresent();
  }

  /**
   * Warns the person who gave the order, if it waits.
   *
   * @param shown what the order is about
   */
  public static void warn(Invocation call, JsonNode job, String shown) {
    if (isAwaited(job)) {
      call.warning(
          ("The order for '%s' was accepted and waits for approval: no root key of the policy"
                  + " agrees that content leaves it. It goes on by itself when one does, or when"
                  + " another person runs Set-AccessToCustomerDataRequest -RequestId %s"
                  + " -ApprovalDecision Approve.")
              .formatted(shown, AnswerJson.text(job, "id").orElse("")));
    }
  }
}
