package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody of a test who reads pages and submits their forms. */
record PageReader(Console console, CannedApi api) {

  /** A page that is shown. */
  String page(String path) {
    ConsoleAnswer.Html html = (ConsoleAnswer.Html) console.serve(api.read(path));
    assertThat(html.status()).as(html.text()).isEqualTo(200);
    return html.text();
  }

  /** The page with a form that was refused, or with what is shown once. */
  String shownAgain(String path, String form) {
    return ((ConsoleAnswer.Html) console.serve(api.submit(path, form))).text();
  }

  /** A form that leads to another page. */
  void goesOn(String path, String form, String location) {
    assertThat(console.serve(api.submit(path, form)))
        .isEqualTo(new ConsoleAnswer.SeeOther(location));
  }
}
