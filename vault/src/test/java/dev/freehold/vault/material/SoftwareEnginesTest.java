package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoSuite;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

class SoftwareEnginesTest {

  @Nested
  class WithTheFastestProvider extends Contract {
    WithTheFastestProvider() {
      super(CryptoSuite.Choice.AUTO);
    }
  }

  @Nested
  class WithTheJdk extends Contract {
    WithTheJdk() {
      super(CryptoSuite.Choice.JDK);
    }
  }

  abstract static class Contract extends KeyEngineContract {

    private final KeyEngines engines;

    Contract(CryptoSuite.Choice choice) {
      this.engines = new KeyEngines(CryptoSuite.select(choice), Optional.empty());
    }

    @Override
    KeyEngine engine(KeyKind kind) {
      return engines.named(KeyEngines.SOFTWARE, kind);
    }

    @Override
    Stream<KeySpecification> specifications() {
      return Stream.of(
              Stream.of(
                  new KeySpecification.Rsa(false, 2048, RSAKeyGenParameterSpec.F4),
                  new KeySpecification.Rsa(true, 3072, RSAKeyGenParameterSpec.F0)),
              Arrays.stream(Curve.values()).map(curve -> new KeySpecification.Ec(false, curve)),
              Stream.of(128, 192, 256).map(bits -> new KeySpecification.Oct(true, bits)))
          .flatMap(any -> any);
    }
  }
}
