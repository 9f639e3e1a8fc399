package dev.freehold.server.login;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.DeviceCodes;
import dev.freehold.custody.people.UserCode;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.people.WaitingDevice;
import dev.freehold.web.http.FormBody;
import java.util.Optional;

/**
 * The pages where a person signs in for a device: first the code, then name and password beside
 * what is known of the device. There is no session and no cookie: submitting a form needs the code,
 * and signing in needs the password. Forms of other sites are still refused: one could lead people
 * to the second page with a code that they never saw. Thread-safe.
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

  /** Signs {@code users} in for {@code devices}. */
  public DeviceLogin(DeviceCodes devices, Users users) {
    this.devices = devices;
    this.newPassword = new NewPasswordForm(users);
  }

  /** The first page. */
  public Page begin() {
    return DevicePages.code();
  }

  /** The page that follows a form, whichever of the two it was. */
  public Page submit(FormBody form, FormOrigin origin, String address) {
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
          .map(device -> act(form, code.get(), device, address))
          .orElseGet(() -> DevicePages.code(404, NO_DEVICE));
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return DevicePages.code(hurdle.status(), hurdle.sentence());
    }
  }

  private Page act(FormBody form, UserCode code, WaitingDevice device, String address) {
    return switch (form.field("action").orElse("")) {
      case "approve" ->
          approve(code, device, NewPasswordForm.userName(form), password(form), address);
      case NewPasswordForm.ACTION -> change(form, code, device, address);
      case "decline" ->
          devices.decline(code, address)
              ? DevicePages.declined()
              : DevicePages.code(404, NO_DEVICE);
      default -> DevicePages.signIn(200, code, device, "", Optional.empty());
    };
  }

  private static Password password(FormBody form) {
    return new Password(form.field("password").orElse(""));
  }

  private Page approve(
      UserCode code, WaitingDevice device, String userName, Password password, String address) {
    try {
      return devices.approve(code, userName, password, address)
          ? DevicePages.signedIn()
          : DevicePages.code(404, NO_DEVICE);
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return hurdle == Hurdle.EXPIRED
          ? DevicePages.newPassword(hurdle.status(), code, userName, hurdle.sentence())
          : DevicePages.signIn(
              hurdle.status(), code, device, userName, Optional.of(hurdle.sentence()));
    }
  }

  private Page change(FormBody form, UserCode code, WaitingDevice device, String address) {
    String userName = NewPasswordForm.userName(form);
    return newPassword
        .submit(form, address)
        .map(wrong -> DevicePages.newPassword(wrong.status(), code, userName, wrong.sentence()))
        .orElseGet(() -> approve(code, device, userName, NewPasswordForm.wanted(form), address));
  }
}
