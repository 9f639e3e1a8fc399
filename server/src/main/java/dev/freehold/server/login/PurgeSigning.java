package dev.freehold.server.login;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.approvers.Approver;
import dev.freehold.custody.approvers.ApproverStanding;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.approvers.PurgeDocument;
import dev.freehold.custody.approvers.SigningPlace;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.SignInRequest;
import dev.freehold.custody.people.UserGrant;
import dev.freehold.custody.people.UserSignIns;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.server.document.ApproverKeyMaker;
import dev.freehold.server.document.DocumentException;
import dev.freehold.server.document.PurgeDocuments;
import dev.freehold.web.http.FormBody;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The pages where an approver signs the document of a purge in a browser: the approver signs in,
 * reads the list of what is to be destroyed and the document, then types password and passphrase.
 * An approver without a key makes it here first, and chooses the passphrase. There is no cookie and
 * no session: a ticket in the form says who has signed in; it gives access to these pages only, and
 * signs nothing. Thread-safe.
 */
public final class PurgeSigning {

  /** Where the pages are. */
  public static final String PATH = "/purge-signing";

  /** What tickets are for; no other part of the server takes them. */
  private static final String RESOURCE = "urn:freehold:purge-signing";

  private static final String ELSEWHERE =
      "Another site sent you here. Open this page yourself and sign in again.";

  private static final String DIFFERENT = "The two passphrases differ. Type the same one twice.";

  private final Users users;
  private final UserSignIns signIns;
  private final TokenIssuer issuer;
  private final Approvers approvers;
  private final ApproverKeyMaker keys;
  private final PurgeCases cases;
  private final PurgeDocuments documents;
  private final Clock clock;
  private final NewPasswordForm newPassword;
  private final SecondStep second;
  private final Optional<PasskeySite> site;

  /**
   * Signs in {@code users}, who sign {@code documents}.
   *
   * @param site where passkeys are good; empty where there are none
   */
  public PurgeSigning(
      Users users,
      UserSignIns signIns,
      TokenIssuer issuer,
      Approvers approvers,
      ApproverKeyMaker keys,
      PurgeCases cases,
      PurgeDocuments documents,
      SecondStep second,
      Optional<PasskeySite> site,
      Clock clock) {
    this.users = users;
    this.signIns = signIns;
    this.issuer = issuer;
    this.approvers = approvers;
    this.keys = keys;
    this.cases = cases;
    this.documents = documents;
    this.clock = clock;
    this.newPassword = new NewPasswordForm(users);
    this.second = second;
    this.site = site;
  }

  /** The answer: a page, or the document to download. */
  public sealed interface Shown {
    /** A page. */
    record OfPage(Page page) implements Shown {}

    /** The document as a file of this name. */
    @SuppressWarnings("ArrayRecordComponent") // Lives until it is sent, and is never compared.
    record OfDocument(byte[] bytes, String fileName) implements Shown {
      /** Headers beside those of every answer. */
      public Map<String, String> headers() {
        return Map.of(
            "Cache-Control",
            "no-store",
            "Content-Disposition",
            "attachment; filename=\"%s\"".formatted(fileName));
      }
    }
  }

  /** The first page. */
  public Page begin() {
    return PurgeSigningPages.signIn(200, "", Optional.empty());
  }

  /** The page that follows any of the forms. */
  public Shown submit(FormBody form, FormOrigin origin, String address) {
    if (!origin.isOwn()) {
      return page(PurgeSigningPages.signIn(403, "", Optional.of(ELSEWHERE)));
    }
    if (second.isAnswer(form)) {
      return page(goOn(form, address));
    }
    return switch (form.field("action").orElse("")) {
      case "signin" ->
          page(
              signIn(
                  NewPasswordForm.userName(form),
                  new Password(form.field("password").orElse("")),
                  address));
      case NewPasswordForm.ACTION -> page(change(form, address));
      case "key" -> page(makeKey(form, address));
      case "look" -> page(look(form));
      case "document" -> document(form);
      case "sign" -> page(sign(form, address));
      default -> page(begin()); // no form of ours
    };
  }

  private static Shown page(Page page) {
    return new Shown.OfPage(page);
  }

  private Page change(FormBody form, String address) {
    String userName = NewPasswordForm.userName(form);
    return newPassword
        .submit(form, address)
        .map(wrong -> PurgeSigningPages.newPassword(wrong.status(), userName, wrong.sentence()))
        .orElseGet(() -> signIn(userName, NewPasswordForm.wanted(form), address));
  }

  private Page signIn(String userName, Password password, String address) {
    try {
      User user = users.authenticate(Optional.empty(), userName, password, address);
      return second
          .begin(user, place())
          .orElseGet(() -> signedIn(signIns.password(issuer, user, asked(address))));
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return hurdle == Hurdle.EXPIRED
          ? PurgeSigningPages.newPassword(hurdle.status(), userName, hurdle.sentence())
          : PurgeSigningPages.signIn(hurdle.status(), userName, Optional.of(hurdle.sentence()));
    }
  }

  /** After the password. */
  private Page goOn(FormBody form, String address) {
    try {
      return switch (second.submit(form, place(), address)) {
        case SecondStep.Result.More more -> more.page();
        case SecondStep.Result.Over _ ->
            PurgeSigningPages.signIn(403, "", Optional.of(SecondStep.TOO_LATE));
        case SecondStep.Result.Done proven ->
            signedIn(signIns.proven(issuer, proven.person(), "password", asked(address)));
      };
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return PurgeSigningPages.signIn(hurdle.status(), "", Optional.of(hurdle.sentence()));
    }
  }

  private SecondStep.Place place() {
    return new SecondStep.Place(PATH, Map.of(), "purge-signing", site);
  }

  private static SignInRequest asked(String address) {
    return new SignInRequest("", RESOURCE + "/.default", address);
  }

  private Page signedIn(UserGrant grant) {
    UUID tenantId = grant.user().identity().tenantId();
    if (lacksKey(tenantId, grant.user().identity().objectId())) {
      return PurgeSigningPages.key(200, grant.token().accessToken(), Optional.empty());
    }
    if (!isApprover(tenantId, grant.user().identity().objectId())) {
      return PurgeSigningPages.signIn(
          403,
          grant.user().userPrincipalName(),
          Optional.of("You are not the approver whom your tenant has registered."));
    }
    return PurgeSigningPages.choose(grant.token().accessToken(), waiting(tenantId));
  }

  private boolean isApprover(UUID tenantId, UUID objectId) {
    return approvers
        .standing(tenantId)
        .current()
        .map(Approver::objectId)
        .equals(Optional.of(objectId));
  }

  /** Also who counts later may make the key now, so that the fingerprint is known before. */
  private boolean lacksKey(UUID tenantId, UUID objectId) {
    ApproverStanding standing = approvers.standing(tenantId);
    return standing
        .pending()
        .or(standing::current)
        .filter(one -> one.objectId().equals(objectId))
        .filter(one -> one.signs() == SigningPlace.HERE && one.certificate().isEmpty())
        .isPresent();
  }

  private List<PurgeCase> waiting(UUID tenantId) {
    return cases.list(tenantId).stream()
        .filter(purge -> purge.state() == PolicyState.PURGE_REQUESTED)
        .toList();
  }

  private Page look(FormBody form) {
    try {
      Caller caller = ticket(form);
      return look(form, caller, 200, Optional.empty());
    } catch (CustodyException | DocumentException refused) {
      return refused(refused);
    }
  }

  private Page look(FormBody form, Caller caller, int status, Optional<String> error) {
    PurgeCase purge = cases.get(caller.tenantId(), purge(form));
    PurgeDocument document = documents.get(caller.tenantId(), purge.id());
    return PurgeSigningPages.look(status, form.field("ticket").orElse(""), purge, document, error);
  }

  private Shown document(FormBody form) {
    try {
      Caller caller = ticket(form);
      PurgeDocument document = documents.get(caller.tenantId(), purge(form));
      return new Shown.OfDocument(
          documents.bytes(document), "purge-%s.pdf".formatted(document.caseId()));
    } catch (CustodyException | DocumentException refused) {
      return page(refused(refused));
    }
  }

  private Page sign(FormBody form, String address) {
    Caller caller;
    try {
      caller = ticket(form);
      if (form.field("understood").isEmpty()) {
        return look(form, caller, 400, Optional.of("Tick the box if you have read the document."));
      }
    } catch (CustodyException | DocumentException refused) {
      return refused(refused);
    }
    try {
      PurgeCase signed =
          documents.sign(
              again(form, caller, address),
              purge(form),
              new Password(form.field("passphrase").orElse("")),
              address);
      return PurgeSigningPages.signed(signed);
    } catch (CustodyException | DocumentException refused) {
      return notSigned(form, caller, refused);
    }
  }

  private Page makeKey(FormBody form, String address) {
    String ticket = form.field("ticket").orElse("");
    Caller caller;
    try {
      caller = holder(form);
    } catch (CustodyException refused) {
      return refused(refused);
    }
    String passphrase = form.field("passphrase").orElse("");
    if (!passphrase.equals(form.field("repeated").orElse(""))) {
      return PurgeSigningPages.key(400, ticket, Optional.of(DIFFERENT));
    }
    try {
      Approver made =
          approvers.makeKey(again(form, caller, address), new Password(passphrase), keys::make);
      return PurgeSigningPages.keyMade(made.certificate().orElseThrow().sha256());
    } catch (CustodyException refused) {
      return PurgeSigningPages.key(status(refused), ticket, Optional.of(sentence(refused)));
    }
  }

  /** The caller, who has typed the password once more just now. */
  private Caller again(FormBody form, Caller caller, String address) {
    User user = users.require(caller.tenantId(), caller.objectId().toString());
    users.authenticate(
        Optional.of(caller.tenantId()),
        user.userPrincipalName(),
        new Password(form.field("password").orElse("")),
        address);
    return new Caller(
        caller.tenantId(),
        caller.objectId(),
        PublicClient.APP_ID,
        user.identity().roles(),
        Optional.of(clock.instant()),
        user.identity().signOuts());
  }

  private Page notSigned(FormBody form, Caller caller, RuntimeException refused) {
    try {
      return look(form, caller, status(refused), Optional.of(sentence(refused)));
    } catch (CustodyException | DocumentException gone) {
      return refused(refused);
    }
  }

  /** The person who has signed in and has seen the document. */
  private Caller ticket(FormBody form) {
    Caller caller = holder(form);
    if (!isApprover(caller.tenantId(), caller.objectId())) {
      throw new CustodyException(
          CustodyError.NOT_THE_APPROVER, "only the approver of the tenant comes here");
    }
    return caller;
  }

  private Caller holder(FormBody form) {
    return issuer.verifierFor(RESOURCE).verify(form.field("ticket").orElse(""));
  }

  private static UUID purge(FormBody form) {
    try {
      return UUID.fromString(form.field("purge").orElse(""));
    } catch (IllegalArgumentException notAnId) {
      return new UUID(0, 0);
    }
  }

  private static Page refused(RuntimeException refused) {
    return PurgeSigningPages.signIn(403, "", Optional.of(sentence(refused)));
  }

  private static int status(RuntimeException refused) {
    return refused instanceof CustodyException custody
        ? Hurdle.find(custody).map(Hurdle::status).orElse(403)
        : 403;
  }

  private static String sentence(RuntimeException refused) {
    if (refused instanceof CustodyException custody) {
      return Hurdle.find(custody).map(Hurdle::sentence).orElse(custody.getMessage() + ".");
    }
    return refused.getMessage() + ".";
  }
}
