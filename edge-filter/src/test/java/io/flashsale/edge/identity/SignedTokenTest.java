package io.flashsale.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokenTest {

    private final SignedToken tokens = new SignedToken("a secret", "session");

    @Test
    void verifiesWhatItSigned() {
        assertThat(tokens.verify(tokens.sign("s1.alice.17"))).isEqualTo("s1.alice.17");
    }

    @Test
    void everyEdgeWithTheSameSecretVerifiesIt() {
        assertThat(new SignedToken("a secret", "session").verify(tokens.sign("text")))
                .isEqualTo("text");
    }

    @Test
    void refusesTheSignatureOfAnotherSecretOrKind() {
        assertThat(tokens.verify(new SignedToken("another secret", "session").sign("text")))
                .isNull();
        assertThat(tokens.verify(new SignedToken("a secret", "pass").sign("text")))
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
}
