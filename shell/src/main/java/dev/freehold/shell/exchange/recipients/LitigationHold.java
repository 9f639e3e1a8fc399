package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.service.AnswerJson;
import java.util.UUID;

/**
 * The litigation hold of a mailbox: the server's legal hold with a reserved name. Other holds are
 * placed and lifted over the API.
 */
public final class LitigationHold {

  public static final String PARAMETER = "LitigationHoldEnabled";

  private static final String NAME = "LitigationHold";
  private static final String MEMBER = "litigationHold";

  private LitigationHold() {}

  static Parameter parameter() {
    return Parameter.of(PARAMETER, ArgumentTypes.BOOLEAN);
  }

  /** Tells whether a legal hold of this name is the one. */
  public static boolean isNamed(String name) {
    return name.equalsIgnoreCase(NAME);
  }

  /**
   * Places or lifts it.
   *
   * @param view the mailbox as the server has it
   * @return whether that was a change
   */
  static boolean change(ExchangeConnection exchange, Bound bound, JsonNode view, UUID guid) {
    if (!(bound.value(PARAMETER) instanceof Boolean wanted) || wanted == view.has(MEMBER)) {
      return false;
    }
    String holds = RecipientPages.path(guid.toString()) + "/holds";
    if (wanted) {
      exchange.rest().send("POST", holds, AnswerJson.object().put("name", NAME));
    } else {
      exchange.rest().send("DELETE", holds + "/" + NAME, null);
    }
    return true;
  }

  /** What Get-Mailbox shows of it. */
  static void show(PsObject object, JsonNode view) {
    JsonNode hold = view.path(MEMBER);
    object
        .with(PARAMETER, view.has(MEMBER))
        .with("LitigationHoldDate", hold.isMissingNode() ? null : AnswerJson.time(hold, "placedAt"))
        .with("LitigationHoldOwner", AnswerJson.text(hold, "placedBy").orElse(""));
  }
}
