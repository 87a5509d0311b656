package workbook.checker.faulty.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import workbook.checker.faulty.Reply;

/**
 * Task 3.1 as most people begin it: a queue for each client, filled by whoever posts. Right as long as every client
 * reads; the queue has no bound.
 */
public class QueueServer extends ReplayServer {

    public final Queue<BlockingQueue<Message>> clients = new ConcurrentLinkedQueue<>();
    public final Map<BlockingQueue<Message>, Reply> replies = new ConcurrentHashMap<>();

    @Override
    protected String publish(String text) throws Exception {
        lock.lock();
        try {
            Message message = new Message(++newest, text);
            buffer.add(message);
            evict();
            clients.forEach(client -> offer(client, message));
            return id(message.number());
        } finally {
            lock.unlock();
        }
    }

    protected void offer(BlockingQueue<Message> client, Message message) {
        client.add(message);
    }

    protected BlockingQueue<Message> queue() {
        return new LinkedBlockingQueue<>();
    }

    @Override
    protected void get(String lastId, Reply reply) throws Exception {
        if (lastId.length() > 8192) {
            reply.json(431, "{}").cut();
            return;
        }
        BlockingQueue<Message> mine = queue();
        List<Message> replay = new ArrayList<>();
        replies.put(mine, reply);
        boolean reset = join(lastId, mine, replay);
        try {
            head(reply);
            reply.write(begin(lastId) + (reset ? reset(replay) : ""));
            replay.forEach(message -> send(reply, message));
            while (true) {
                send(reply, mine.take());
            }
        } finally {
            clients.remove(mine);
            replies.remove(mine);
        }
    }

    /** Copies what is to be replayed and takes a place in the live stream, in one step. */
    protected boolean join(String lastId, BlockingQueue<Message> mine, List<Message> replay) {
        lock.lock();
        try {
            boolean reset = copy(lastId, replay);
            clients.add(mine);
            return reset;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client must be told that it missed something. */
    protected boolean copy(String lastId, List<Message> replay) {
        long place = place(lastId);
        new ArrayList<>(buffer)
                .stream().filter(message -> message.number() > place).forEach(replay::add);
        return missed(place, replay);
    }
}
