package org.gemel.platform.linux.internal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A test with a lab of its own, which is skipped where none can be built. */
@Timeout(120)
abstract class InTheLab {

    /** Two network namespaces with a cable between them. */
    Lab lab;

    @BeforeEach
    void layCable() throws Exception {
        Lab.assumePossible();
        lab = new Lab();
    }

    @AfterEach
    void clearUp() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }
}
