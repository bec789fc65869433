package org.gemel.itests.walk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Datagrams;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.World;

/** Everything that one router does and asks its kernel for, a line each with the time in seconds. */
final class Chronicle implements Observer {

    /** Parts of a platform that are asked for something, and not only asked. */
    private static final String API = "org.gemel.api.platform.";

    private static final Set<String> SILENT =
            Set.of("loop", "link", "links", "sinceBoot", "sinceStart", "send", "now", "subscribe");

    private final World world;
    private final Node node;
    private final List<String> lines = new ArrayList<>();

    Chronicle(World world, Node node) {
        this.world = world;
        this.node = node;
        world.observe(this);
    }

    List<String> lines() {
        return lines;
    }

    void line(String what) {
        lines.add(String.format(Locale.ROOT, "%.3f %s", world.now() / 1e9, what));
    }

    void happened(Event event) {
        if (event instanceof Event.Transition transition) {
            line("state " + transition.to() + " priority " + transition.priority() + ": " + transition.reason());
        } else if (event instanceof Event.Problem problem) {
            line("problem " + problem.code() + ": " + problem.message());
        } else {
            line("event " + text(event).replaceAll("at=[^,]*, ", ""));
        }
    }

    @Override
    public void sent(Nic from, ByteBuffer bytes, boolean frame) {
        if (from.node() == node) {
            line("sends " + from.name().replaceFirst(".*[./:]", "") + " "
                    + (frame ? PacketText.frame(bytes) : PacketText.packet(bytes)));
        }
    }

    @Override
    public void addressAdded(Nic nic, InetAddress address) {
        if (nic.node() == node) {
            line("holds " + AddressText.of(address) + " on " + nic.link().name());
        }
    }

    @Override
    public void addressRemoved(Nic nic, InetAddress address, Removal why) {
        if (nic.node() == node) {
            line("lost " + AddressText.of(address) + " on " + nic.link().name() + " "
                    + why.name().toLowerCase(Locale.ROOT));
        }
    }

    /** The same platform; what it is asked for is written down. */
    Platform overheard(Platform platform) {
        return (Platform) overheard(platform, Platform.class);
    }

    private Object overheard(Object target, Class<?> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            write(method, arguments);
            if (arguments != null && arguments[0] instanceof VirtualLink link) {
                return virtualLink(link);
            }
            try {
                Object answer = method.invoke(target, arguments);
                return answer != null && part(method) ? overheard(answer, method.getReturnType()) : answer;
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** The simulated kernel makes no links; one more interface with that hardware address does what is looked at here. */
    private Link virtualLink(VirtualLink link) {
        Nic base = node.nics().stream()
                .filter(nic -> nic.link().name().equals(link.base()))
                .findFirst()
                .orElseThrow();
        return node.connect(base.lan(), link.name(), new MacAddress(link.mac())).link();
    }

    /** Whether what a method returns is itself asked for things. */
    private static boolean part(Method method) {
        Class<?> type = method.getReturnType();
        return type.isInterface()
                && type.getName().startsWith(API)
                && !type.getSimpleName().equals("EventLoop");
    }

    private void write(Method method, Object[] arguments) {
        if (arguments != null && method.getDeclaringClass() == Datagrams.Sender.class) {
            ByteBuffer payload = ((ByteBuffer) arguments[0]).duplicate();
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            line("sends datagram " + HexFormat.of().formatHex(bytes));
            return;
        }
        if (arguments == null || SILENT.contains(method.getName()) || method.getDeclaringClass() == Object.class) {
            return;
        }
        StringJoiner text = new StringJoiner(" ");
        for (Object argument : arguments) {
            if (!(argument instanceof Link) && told(argument)) {
                text.add(text(argument));
            } else if (argument instanceof Link link) {
                text.add(link.name());
            }
        }
        line("asks " + method.getName() + " " + text);
    }

    private static boolean told(Object argument) {
        return argument instanceof Record
                || argument instanceof Enum<?>
                || argument instanceof CharSequence
                || argument instanceof Number
                || argument instanceof Boolean
                || argument instanceof Collection<?>
                || argument instanceof InetAddress
                || argument instanceof Path;
    }

    /** Records with the names of their components, whatever they say of themselves. */
    private static String text(Object value) {
        if (value instanceof Record record) {
            StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "[", "]");
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                try {
                    text.add(component.getName() + "="
                            + text(component.getAccessor().invoke(record)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return text.toString();
        }
        if (value instanceof Set<?> set) {
            Collection<String> sorted = new TreeSet<>();
            set.forEach(each -> sorted.add(text(each)));
            return sorted.toString();
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Chronicle::text).toList().toString();
        }
        return value instanceof InetAddress address ? AddressText.of(address) : String.valueOf(value);
    }
}
