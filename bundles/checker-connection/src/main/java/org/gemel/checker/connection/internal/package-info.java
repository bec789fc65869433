/**
 * The connections of checks over Netty: {@link org.gemel.checker.connection.internal.Exchange} is the event loop of one network,
 * {@link org.gemel.checker.connection.internal.NettyLine} one connection. Netty's classes are loaded by the first call: the classes
 * that declarative services looks at mention none of them.
 *
 * <p>Where Netty has its own library (x86-64 and arm64) sockets can be marked and tied to an interface; elsewhere the JDK's sockets
 * do everything but that, and a check that asks for it fails with this reason.
 */
@NullMarked
package org.gemel.checker.connection.internal;

import org.jspecify.annotations.NullMarked;
