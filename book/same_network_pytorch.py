"""The network of the last lesson in PyTorch: the same data, start, cost, rule and steps as with nnlib."""

import numpy as np
import torch

import nnlib as nn

data = nn.data.moons(200, 0.1, rng=np.random.default_rng(1))
start = nn.Network([2, 4, 1], ["tanh", "sigmoid"], rng=np.random.default_rng(2))
X, Y = torch.from_numpy(data.X), torch.from_numpy(data.Y)

# 1 the network
net = torch.nn.Sequential(
    torch.nn.Linear(2, 4),
    torch.nn.Tanh(),
    torch.nn.Linear(4, 1),
    torch.nn.Sigmoid(),
).double()
# 2 where it starts
theta = torch.from_numpy(start.theta.copy())
torch.nn.utils.vector_to_parameters(theta, net.parameters())
# 3 the cost and the rule
cost = torch.nn.BCELoss()
rule = torch.optim.SGD(net.parameters(), lr=0.5)
# 4 the loop
for _ in range(300):
    rule.zero_grad()
    cost(net(X), Y).backward()
    rule.step()

print(f"PyTorch:      cost {cost(net(X), Y).item():.6f}")
