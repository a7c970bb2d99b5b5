package io.flashsale.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokenTest {

    private final SignedToken tokens = tokens("session", "a secret of the tests");

    @Test
    void verifiesWhatItSigned() {
        assertThat(tokens.verify(tokens.sign("s1.alice.17"))).isEqualTo("s1.alice.17");
    }

    @Test
    void everyEdgeWithTheSameSecretVerifiesIt() {
        assertThat(tokens("session", "a secret of the tests").verify(tokens.sign("text")))
                .isEqualTo("text");
    }

    @Test
    void refusesTheSignatureOfAnotherSecretOrKind() {
        assertThat(tokens.verify(tokens("session", "another secret, as long").sign("text")))
                .isNull();
        assertThat(tokens.verify(tokens("pass", "a secret of the tests").sign("text")))
                .isNull();
    }

    @Test
    void refusesAChangedTextAndAChangedSignature() {
        String token = tokens.sign("s1.alice.17");
        assertThat(tokens.verify(token.replace("alice", "mallory"))).isNull();
        for (int i = 0; i < token.length(); i++) {
            String changed = token.substring(0, i) + (token.charAt(i) == 'x' ? 'y' : 'x') + token.substring(i + 1);
            assertThat(tokens.verify(changed)).as(changed).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "....", "text", "text.", ".signature", "\u00e9.\u20ac", "a.b\u0000"})
    void refusesWhatIsNoToken(String token) {
        assertThat(tokens.verify(token)).isNull();
    }

    @Test
    void verifiesWhatAPreviousSecretSignedAndSignsWithTheCurrentOneOnly() {
        SignedToken rotated = tokens("session", "a new secret, as long", "a secret of the tests");
        assertThat(rotated.verify(tokens.sign("s1.alice.17"))).isEqualTo("s1.alice.17");
        assertThat(rotated.verify(rotated.sign("s1.alice.17"))).isEqualTo("s1.alice.17");
        assertThat(tokens.verify(rotated.sign("s1.alice.17"))).isNull();
        assertThat(tokens("session", "a new secret, as long").verify(rotated.sign("s1.alice.17")))
                .isEqualTo("s1.alice.17");
    }

    @Test
    void forgetsASecretThatIsTakenAway() {
        SignedToken after = tokens("session", "a third secret, as long", "a new secret, as long");
        assertThat(after.verify(tokens.sign("s1.alice.17"))).isNull();
    }

    @Test
    void refusesTheSignatureOfOneGenerationUnderTheNameOfAnother() {
        SignedToken rotated = tokens("session", "a new secret, as long", "a secret of the tests");
        String[] old = tokens.sign("text").split("\\.");
        String[] current = rotated.sign("text").split("\\.");
        assertThat(rotated.verify("text." + current[1] + "." + old[2])).isNull();
        assertThat(rotated.verify("text." + old[1] + "." + current[2])).isNull();
        assertThat(current[1]).isNotEqualTo(old[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen letters"})
    void aSecretThatCanBeGuessedIsNotTaken(String tooShort) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens("session", tooShort))
                .withMessageStartingWith("flashsale.signing-secret: ")
                .withMessageContaining("at least 16 characters, not " + tooShort.length());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens("session", "a secret of the tests", "a new secret, as long", tooShort))
                .withMessageStartingWith("flashsale.previous-signing-secrets: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Operators(
                        Identities.config(tooShort, "a secret of the tests", List.of()),
                        Identities.sessions(Clock.systemUTC())))
                .withMessageStartingWith("flashsale.admin-token: ");
        assertThatCode(() -> tokens("session", "sixteen letters!")).doesNotThrowAnyException();
    }

    @Test
    void takesSoManyPreviousSecretsAndNoMore() {
        String[] previous = {
            "a first secret, long", "a second secret, long", "a third secret, long", "a fourth secret, long"
        };
        SignedToken rotated = tokens("session", "a secret of the tests", previous);
        assertThat(rotated.verify(tokens("session", previous[3]).sign("text"))).isEqualTo("text");
        String[] tooMany = Arrays.copyOf(previous, 5);
        tooMany[4] = "a fifth secret, as long";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens("session", "a secret of the tests", tooMany))
                .withMessageContaining("at most 4");
    }

    private static SignedToken tokens(String kind, String secret, String... previousSecrets) {
        return new SignedToken(kind, secret, List.of(previousSecrets));
    }
}
