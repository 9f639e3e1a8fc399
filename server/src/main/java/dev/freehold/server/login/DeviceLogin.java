package dev.freehold.server.login;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passkeys.ProvenPerson;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.DeviceCodes;
import dev.freehold.custody.people.UserCode;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.people.WaitingDevice;
import dev.freehold.web.http.FormBody;
import java.util.Map;
import java.util.Optional;

/**
 * The pages where a person signs in for a device: first the code, then name and password beside
 * what is known of the device, then the second factor if one is needed. There is no session and no
 * cookie: submitting a form needs the code, and signing in needs the password. Forms of other sites
 * are still refused: one could lead people to the second page with a code that they never saw.
 * Thread-safe.
 */
public final class DeviceLogin {

  /** Where the pages are. */
  public static final String PATH = "/devicelogin";

  private static final String NO_DEVICE =
      "Nothing waits under this code. Check the letters; a code is good for 15 minutes and once.";

  private static final String ELSEWHERE =
      "Another site sent you here. Type the code yourself, and only if you began this yourself.";

  private final DeviceCodes devices;
  private final NewPasswordForm newPassword;
  private final SecondStep second;

  /** Signs {@code users} in for {@code devices}. */
  public DeviceLogin(DeviceCodes devices, Users users, SecondStep second) {
    this.devices = devices;
    this.newPassword = new NewPasswordForm(users);
    this.second = second;
  }

  /** The first page. */
  public Page begin() {
    return DevicePages.code();
  }

  /**
   * The page that follows a form, whichever it was.
   *
   * @param site where passkeys are good; empty where there are none
   */
  public Page submit(FormBody form, FormOrigin origin, Optional<PasskeySite> site, String address) {
    if (!origin.isOwn()) {
      return DevicePages.code(403, ELSEWHERE);
    }
    Optional<UserCode> code = UserCode.parse(form.field("code").orElse(""));
    if (code.isEmpty()) {
      return DevicePages.code(400, "A code has eight letters, such as the device shows them.");
    }
    try {
      return devices
          .find(code.get(), address)
          .map(device -> act(form, new Waiting(code.get(), device, site), address))
          .orElseGet(() -> DevicePages.code(404, NO_DEVICE));
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return DevicePages.code(hurdle.status(), hurdle.sentence());
    }
  }

  /** The device that somebody signs in for, and where. */
  private record Waiting(UserCode code, WaitingDevice device, Optional<PasskeySite> site) {

    SecondStep.Place place() {
      return new SecondStep.Place(
          PATH, Map.of("code", code.letters()), "device " + code.letters(), site);
    }
  }

  private Page act(FormBody form, Waiting waiting, String address) {
    if (second.isAnswer(form)) {
      return goOn(form, waiting, address);
    }
    return switch (form.field("action").orElse("")) {
      case "approve" -> approve(waiting, NewPasswordForm.userName(form), password(form), address);
      case NewPasswordForm.ACTION -> change(form, waiting, address);
      case "decline" ->
          devices.decline(waiting.code, address)
              ? DevicePages.declined()
              : DevicePages.code(404, NO_DEVICE);
      default -> DevicePages.signIn(200, waiting.code, waiting.device, "", Optional.empty());
    };
  }

  private static Password password(FormBody form) {
    return new Password(form.field("password").orElse(""));
  }

  private Page approve(Waiting waiting, String userName, Password password, String address) {
    try {
      return devices
          .authenticate(waiting.code, userName, password, address)
          .map(
              user ->
                  second
                      .begin(user, waiting.place())
                      .orElseGet(() -> done(devices.approve(waiting.code, user, address))))
          .orElseGet(() -> done(false));
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return hurdle == Hurdle.EXPIRED
          ? DevicePages.newPassword(hurdle.status(), waiting.code, userName, hurdle.sentence())
          : signIn(waiting, userName, hurdle.status(), hurdle.sentence());
    }
  }

  /** After the password. */
  private Page goOn(FormBody form, Waiting waiting, String address) {
    return switch (second.submit(form, waiting.place(), address)) {
      case SecondStep.Result.More more -> more.page();
      case SecondStep.Result.Over _ -> signIn(waiting, "", 403, SecondStep.TOO_LATE);
      case SecondStep.Result.Done proven -> approve(waiting, proven.person(), address);
    };
  }

  private Page approve(Waiting waiting, ProvenPerson person, String address) {
    try {
      return done(devices.approve(waiting.code, person, address));
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return signIn(waiting, "", hurdle.status(), hurdle.sentence());
    }
  }

  private static Page signIn(Waiting waiting, String userName, int status, String sentence) {
    return DevicePages.signIn(
        status, waiting.code, waiting.device, userName, Optional.of(sentence));
  }

  private static Page done(boolean isApproved) {
    return isApproved ? DevicePages.signedIn() : DevicePages.code(404, NO_DEVICE);
  }

  private Page change(FormBody form, Waiting waiting, String address) {
    String userName = NewPasswordForm.userName(form);
    return newPassword
        .submit(form, address)
        .map(
            wrong ->
                DevicePages.newPassword(wrong.status(), waiting.code, userName, wrong.sentence()))
        .orElseGet(() -> approve(waiting, userName, NewPasswordForm.wanted(form), address));
  }
}
