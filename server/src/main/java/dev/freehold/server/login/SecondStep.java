package dev.freehold.server.login;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passkeys.ProvenPerson;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.passkeys.StepAnswer;
import dev.freehold.custody.passkeys.StepOutcome;
import dev.freehold.web.http.FormBody;
import java.util.Map;
import java.util.Optional;

/**
 * What follows the password on every page where people sign in: the passkey, a recovery code, or
 * making the first passkey where the tenant requires a second factor. A page asks {@link #begin}
 * once the password was right, and hands every form that {@link #isAnswer} to {@link #submit}; its
 * own state travels in hidden fields. There is no cookie: the ticket in the form, good once and for
 * minutes, stands for the password that was shown. Thread-safe.
 */
public final class SecondStep {

  private static final String ACTION = "action";
  private static final String USUAL_NAME = "Passkey";

  /** What is said where a step is {@link Result.Over}. */
  static final String TOO_LATE =
      "That took too long, or was wrong too often. Show your password once more.";

  private static final String WRONG =
      "That was not right, or not made for this page. Try again, or use a recovery code.";

  private final SecondFactors factors;

  /** Asks for {@code factors}. */
  public SecondStep(SecondFactors factors) {
    this.factors = factors;
  }

  /**
   * Where somebody signs in.
   *
   * @param path of the page, to which its forms are sent
   * @param fields what the page needs again, by name
   * @param subject what the person signs in for; an answer counts for nothing else
   * @param site where passkeys are good; empty where there are none
   */
  public record Place(
      String path, Map<String, String> fields, String subject, Optional<PasskeySite> site) {

    /** Copies the map. */
    public Place {
      fields = Map.copyOf(fields);
    }
  }

  /** What became of an answer. */
  public sealed interface Result {

    /** The person may go on. */
    record Done(ProvenPerson person) implements Result {}

    /** There is more to do. */
    record More(Page page) implements Result {}

    /** It took too long, or too many answers were wrong: the password has to be shown again. */
    record Over() implements Result {}
  }

  /**
   * The page that follows the password; empty if that is enough for this person.
   *
   * @throws CustodyException {@code TOO_MANY_SIGN_INS}
   */
  public Optional<Page> begin(User user, Place place) {
    return SecondStepPages.of(
        200, factors.after(user, place.subject(), place.site()), place, Optional.empty());
  }

  /** Whether a form is one of the pages here. */
  public boolean isAnswer(FormBody form) {
    return answer(form).isPresent();
  }

  /**
   * Takes a form of the pages here.
   *
   * @param place as it was for {@link #begin}
   * @param address where it comes from
   */
  public Result submit(FormBody form, Place place, String address) {
    StepAnswer answer = answer(form).orElseThrow();
    StepOutcome outcome;
    try {
      outcome = factors.answer(form.field("ticket").orElse(""), place.subject(), answer, address);
    } catch (CustodyException refused) {
      return switch (refused.error()) {
        case PASSKEY_REFUSED, TOO_MANY_SIGN_INS -> new Result.Over();
        default -> throw refused;
      };
    }
    return switch (outcome) {
      case StepOutcome.Done done -> new Result.Done(done.person());
      case StepOutcome.Over _ -> new Result.Over();
      case StepOutcome.More more ->
          new Result.More(
              SecondStepPages.of(
                      more.isWrong() ? 403 : 200,
                      more.next(),
                      place,
                      more.isWrong() ? Optional.of(WRONG) : Optional.empty())
                  .orElseThrow());
    };
  }

  private static Optional<StepAnswer> answer(FormBody form) {
    String credential = form.field("credential").orElse("");
    return switch (form.field(ACTION).orElse("")) {
      case SecondStepPages.SIGN -> Optional.of(new StepAnswer.Signature(credential));
      case SecondStepPages.RECOVER ->
          Optional.of(new StepAnswer.Code(form.field("recovery").orElse("")));
      case SecondStepPages.REGISTER -> Optional.of(new StepAnswer.NewKey(name(form), credential));
      case SecondStepPages.GO_ON -> Optional.of(new StepAnswer.GoOn());
      default -> Optional.empty();
    };
  }

  /** A name that cannot be one is no reason to begin again. */
  private static String name(FormBody form) {
    return form.field("name").map(String::strip).filter(Names::isName).orElse(USUAL_NAME);
  }
}
