/** What tests of checks over the network are made with, in a jar of its own. */
package org.gemel.checker.connection.testing;
