/// A lesson for tests of the screen. They depend on where it waits, so it is not one of the course.
enum LessonFixture {
    /// One iteration on XOR, operation by operation, with six pauses; then training to the end.
    static let xor = #"""
        title "XOR by hand"

        say "XOR asks whether exactly one of two inputs is 1. No straight line parts the four
        points into yes and no, so a single layer cannot learn it. Two layers can.

        This lesson goes through one iteration of learning, operation by operation: forward
        to the loss, backward to every gradient, then the update. After that the network
        learns the rest by itself. The weights are set by hand, so that you can check
        each number on paper."

        data xor
        network 2-4-2 hidden=tanh loss=cross-entropy
        optimizer sgd lr=0.5 momentum=0.9
        batch full

        let W1 = [[0.5, -0.5, 0.8, 0.3],
                  [0.5, 0.5, -0.8, 0.3]]
        let W2 = [[0.2, -0.2],
                  [0.4, 0.1],
                  [-0.3, 0.5],
                  [0.1, -0.4]]

        say "The network is 2-4-2: W1 (2×4) leads to four hidden units with tanh, W2 (4×2) to
        two outputs, one for 'no' and one for 'yes'. The biases b1 and b2 are 0. An iteration
        is a list of operations: those named 'forward' run down to the loss, those named
        'backward' run the same way back."
        list
        pause

        say "FORWARD. The first operation loads the batch: all four points, one in each row of X.
        Y has a 1 under the right answer of each row: 'no' for (0,0) and (1,1), 'yes' for the
        other two."
        step
        expect X == [[0, 0], [0, 1], [1, 0], [1, 1]]
        expect Y == [[1, 0], [0, 1], [0, 1], [1, 0]]

        say "A linear layer multiplies and adds: Z1 = X·W1 + b1. Because the inputs are 0 and 1,
        the rows of Z1 are easy: nothing, the second row of W1, the first row of W1, and the
        sum of both."
        step
        expect Z1[0] == [[0, 0, 0, 0]]
        expect Z1[1] == W1[1]
        expect Z1[2] == W1[0]
        expect Z1[3] == W1[0] + W1[1]
        pause

        say "The activation squeezes every cell between -1 and 1: A1 = tanh(Z1). Without it two
        linear layers would be no more than one. From tables: tanh 0.5 is 0.4621, tanh 0.8 is
        0.6640, tanh 0.3 is 0.2913, tanh 1 is 0.7616 and tanh 0.6 is 0.5370."
        step
        expect A1 ~= [[0, 0, 0, 0],
                      [0.4621, 0.4621, -0.6640, 0.2913],
                      [0.4621, -0.4621, 0.6640, 0.2913],
                      [0.7616, 0, 0, 0.5370]]

        say "The second linear layer: Z2 = A1·W2 + b2. Take the second row, the point (0,1):
        0.4621·0.2 + 0.4621·0.4 - 0.6640·(-0.3) + 0.2913·0.1 = 0.5056."
        step
        expect Z2 ~= [[0, 0], [0.5056, -0.4948], [-0.2625, 0.0769], [0.2060, -0.3671]]

        say "The loss turns each row of Z2 into probabilities by softmax, exp(z) over the sum of
        exp(z), and takes the mean of -log(probability of the right answer). The point (0,0)
        gets 0.5 each: the network has no opinion yet. The point (0,1) gets 0.2689 for the right
        answer: it is wrong, and that costs -log 0.2689 = 1.313."
        step
        expect P ~= [[0.5, 0.5], [0.7311, 0.2689], [0.4160, 0.5840], [0.6395, 0.3605]]
        expect loss ~= 0.7479
        pause

        say "BACKWARD. Which way should every number move? The derivative of softmax and
        cross-entropy together is as simple as it could be: dZ2 = (P - Y)/N, how far each
        probability is off, shared among the N = 4 samples. Each row sums to 0: what one answer
        gains the other loses."
        step
        expect dZ2 ~= [[-0.125, 0.125], [0.1828, -0.1828], [0.1040, -0.1040], [-0.0901, 0.0901]]
        expect dZ2 == (P - Y) / N
        expect sum(dZ2, axis=1) ~= [[0], [0], [0], [0]] within 1e-15

        say "The linear layer passes the gradient on to its three operands. dW2 is its input,
        transposed, times the gradient that came back: A1ᵀ·dZ2. db2 adds up the rows of dZ2. And
        dA1 = dZ2·W2ᵀ goes on to the layer before."
        step
        expect dW2 ~= [[0.0639, -0.0639], [0.0364, -0.0364], [-0.0523, 0.0523], [0.0351, -0.0351]]
        expect dW2 ~= A1.T @ dZ2
        expect db2 ~= [[0.0716, -0.0716]]
        expect dA1 ~= dZ2 @ W2.T
        pause

        say "Through tanh: its slope at z is 1 - tanh²(z), and tanh(z) is A1, which is still there
        from the forward pass. So dZ1 = dA1 ⊙ (1 - A1²), cell by cell. Where A1 is 0 the slope is
        1 and the gradient passes whole; where A1 is near 1 or -1 little gets through."
        step
        expect dZ1 ~= dA1 * (1 - A1 ** 2)
        expect dZ1[3] ~= [[-0.0151, -0.0270, 0.0721, -0.0321]]

        say "The first layer, by the same rule as the second: dW1 = Xᵀ·dZ1. The inputs are 0 and 1,
        so each row of dW1 is a sum of two rows of dZ1."
        step
        expect dW1 ~= [[0.0176, -0.0025, 0.0256, 0.0155], [0.0424, 0.0161, -0.0096, 0.0516]]
        expect dW1[0] ~= dZ1[2] + dZ1[3] within 1e-15
        pause

        say "UPDATE. Every parameter takes a step against its gradient: vW1 = 0.9·vW1 + dW1, then
        W1 = W1 - 0.5·vW1. The velocity v was 0 before, so the first step is plain gradient
        descent; from the second iteration on the former steps carry on in it."
        step
        expect W1 ~= [[0.4912, -0.4987, 0.7872, 0.2922], [0.4788, 0.4920, -0.7952, 0.2742]]
        expect W1 ~= previous(W1) - 0.5 * dW1
        expect W2[0,0] ~= 0.1681
        expect iteration == 1

        say "That was one iteration. Did it help? Run the next one and compare: the loss was 0.7479."
        next
        expect loss ~= 0.7306
        pause

        say "Now let it learn. Watch the loss: for a while hardly anything happens, because the
        network first has to find out which hidden unit stands for what; then it falls steeply."
        train until loss < 0.01 max=500
        expect loss < 0.01
        expect accuracy == 1
        expect all(argmax(P, axis=1) == argmax(Y, axis=1))
        print P

        say "All four answers are right, with a probability of about 0.99. Look at W1 and W2: which
        hidden unit says 'at least one', which says 'both'?

        Go on by yourself: 'restart' goes back to the start, s runs an operation, n an
        iteration, c keeps training, ? shows all keys."
        """#
}
