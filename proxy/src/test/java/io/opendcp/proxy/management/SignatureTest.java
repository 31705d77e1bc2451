package io.opendcp.proxy.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void every_procedure_is_in_the_dictionary() {
        assertThat(Signature.all().stream().map(Signature::name))
                .containsExactlyInAnyOrderElementsOf(Procedures.names());
    }
}
